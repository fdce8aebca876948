using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Tests.Stores;

namespace LuthienProxy.Storage.Tests.Rows;

public sealed class KnownContentsSpec
{
    const int Today = 20_000;

    [Fact]
    public void What_is_on_record_must_count_for_its_day_only()
    {
        var known = new KnownContents(10);
        known.Confirm(Batch(Today, 1));

        known.IsOnRecord(Hash(1), Today).ShouldBeTrue();
        known.IsOnRecord(Hash(1), Today + 1).ShouldBeFalse();
        known.WasSeen(Hash(1)).ShouldBeTrue();
        known.IsOnRecord(Hash(2), Today).ShouldBeFalse();
    }

    [Fact]
    public void An_older_day_must_not_replace_a_newer()
    {
        var known = new KnownContents(10);
        known.Confirm(Batch(Today, 1));
        known.Confirm(Batch(Today - 1, 1));

        known.IsOnRecord(Hash(1), Today).ShouldBeTrue();
    }

    [Fact]
    public void The_least_recently_used_must_be_forgotten_first()
    {
        var known = new KnownContents(3);
        known.Confirm(Batch(Today, 1, 2, 3));
        known.WasSeen(Hash(1));
        known.Confirm(Batch(Today, 4));

        known.Count.ShouldBe(3);
        known.WasSeen(Hash(1)).ShouldBeTrue();
        known.WasSeen(Hash(2)).ShouldBeFalse();
    }

    static ContentHash Hash(int number) => new(0, (UInt128)number);

    static RowBatch Batch(int day, params int[] numbers) =>
        new(Some.Id(), day, [], [.. numbers.Select(number => new ContentRow(Hash(number), 0, 0, default))], [], new() { LastSequence = 1 }, null, null, null);
}
