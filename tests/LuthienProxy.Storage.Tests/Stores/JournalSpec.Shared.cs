using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Tests.Stores;

// What calls share.
public abstract partial class JournalSpec
{
    static readonly string[] Turns = [.. Enumerable.Range(0, 20).Select(i => $"turn {i} " + string.Join(' ', Enumerable.Range(i * 1000, 200)))];

    [Fact]
    [Trait("Spec", "002-02")]
    public async Task What_calls_share_must_be_stored_once()
    {
        await MustWriteAsync(Some.Batch(Some.Id(), 1, Some.Opened(), Some.Request(Turns)));
        var (contents, items) = (await Record.CountAsync("contents"), await Record.CountAsync("conversation_items"));
        (contents, items).ShouldBe((Turns.Length, Turns.Length));
        var again = Some.Batch(Some.Id(), 1, Some.Opened(), Some.Request([.. Turns, "one more"]));
        await MustWriteAsync(Some.Batch(Some.Id(), 1, Some.Opened(), Some.Request(Turns[..7])), again);
        (await Record.CountAsync("contents")).ShouldBe(contents);
        (await Record.CountAsync("conversation_items")).ShouldBe(items + 1);
        await MustHoldAsync(again);
    }

    [Fact]
    public async Task A_session_must_span_its_calls_and_take_the_title_that_was_asked_for()
    {
        var (first, second, errand) = (Some.Id(), Some.Id(), Some.Id());
        await MustWriteAsync(Some.Batch(second, 5, Some.Opened("s1")) with { Entries = [new(second, 1, Some.At(50), Some.Opened("s1")), new(second, 2, Some.At(51), Some.Request("second words"))] });
        await MustWriteAsync(Some.Batch(first, 1, Some.Opened("s1"), Some.Request("first words")));
        var session = (await Record.SessionAsync("s1"))!;
        (session.FirstAt, session.LastAt, session.Title).ShouldBe((Some.At(1), Some.At(50), "second words"));
        await MustWriteAsync(Some.Batch(errand, 1, Some.Opened("s1", CallKind.Title), Some.Request("name it")));
        await MustWriteAsync(Some.Batch(errand, 3, Endings["completed"]) with { AnswerText = "{\"title\": \"Foxes\"}" });
        (await Record.SessionAsync("s1"))!.Title.ShouldBe("Foxes");
        (await Record.SessionAsync("s2")).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_call_is_found_by_must_add_up_over_its_batches()
    {
        var (found, other) = (Some.Id(), Some.Id());
        await MustWriteAsync(Some.Batch(found, 1, Some.Opened(), Some.Request("where is the fox")), Some.Batch(other, 1, Some.Opened(), Some.Request("where is the owl")));
        await MustWriteAsync(Some.Batch(found, 3, Endings["completed"]) with { AnswerText = "under the bridge" }, Some.Batch(other, 3, Endings["failed"]) with { AnswerText = "gone" });
        (await Record.FindAsync("fox")).ShouldBe([found]);
        (await Record.FindAsync("bridge")).ShouldBe([found]);
        (await Record.FindAsync("where")).Count.ShouldBe(2);
    }
}
