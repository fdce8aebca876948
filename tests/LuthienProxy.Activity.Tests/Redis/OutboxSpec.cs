using System.Text;
using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Tests.Redis;

public sealed class OutboxSpec
{
    [Fact]
    public void Messages_must_stay_in_order_until_they_are_confirmed()
    {
        var outbox = Of(10, "a", "b", "c");
        Texts(outbox, 2, out var end).ShouldBe(["a", "b"]);
        Texts(outbox, 2, out _).ShouldBe(["a", "b"]);
        outbox.Confirm(end);
        Texts(outbox, 2, out _).ShouldBe(["c"]);
    }

    [Fact]
    public void A_full_outbox_must_drop_the_oldest_also_while_they_are_on_their_way()
    {
        var outbox = Of(3, "a", "b", "c");
        Texts(outbox, 2, out var end);
        Add(outbox, "d");
        outbox.Confirm(end);
        Texts(outbox, 9, out _).ShouldBe(["c", "d"]);
        Add(outbox, "e", "f", "g", "h");
        Texts(outbox, 9, out _).ShouldBe(["f", "g", "h"]);
        outbox.Count.ShouldBe(3);
    }

    static Outbox Of(int capacity, params string[] messages)
    {
        var outbox = new Outbox(capacity);
        Add(outbox, messages);
        return outbox;
    }

    static void Add(Outbox outbox, params string[] messages)
    {
        foreach (var message in messages)
            outbox.Add(Encoding.UTF8.GetBytes(message));
    }

    static IEnumerable<string> Texts(Outbox outbox, int most, out long end) => outbox.Peek(most, out end).Select(message => Encoding.UTF8.GetString(message.Span));
}
