using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>Reads a record back.</summary>
public static class Records
{
    public static IEnumerable<T> Events<T>(this IEnumerable<JournalEntry> record) where T : JournalEvent => record.Select(entry => entry.Event).OfType<T>();

    public static T The<T>(this IEnumerable<JournalEntry> record) where T : JournalEvent => record.Events<T>().ShouldHaveSingleItem();

    /// <summary>The upstream's body as it is on record.</summary>
    public static byte[] Original(this IEnumerable<JournalEntry> record) => [.. record.Events<OriginalSegment>().SelectMany(segment => Whole(segment.Bytes))];

    /// <summary>The delivered body as it is on record, copies taken from the original.</summary>
    public static byte[] Delivered(this IReadOnlyCollection<JournalEntry> record)
    {
        var original = record.Original();
        return
        [
            .. record.Events<DeliveredSegment>().SelectMany(segment => segment.Runs).SelectMany(run => run switch
            {
                DeliveredRun.Copy copy => original.AsSpan((int)copy.From, (int)copy.Length).ToArray(),
                _ => Whole(((DeliveredRun.Literal)run).Bytes),
            }),
        ];
    }

    /// <summary>Delivered bytes that are on record apart from the original.</summary>
    public static long LiteralBytes(this IEnumerable<JournalEntry> record) =>
        record.Events<DeliveredSegment>().SelectMany(segment => segment.Runs).OfType<DeliveredRun.Literal>().Sum(run => run.Size);

    /// <summary>The laws of every record: numbered from 1 without a gap, opened first, ended once and last, segments without a gap.</summary>
    public static void ShouldBeWhole(this IReadOnlyList<JournalEntry> record)
    {
        record.Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(1, record.Count));
        record[0].Event.ShouldBeOfType<Opened>();
        record[1].Event.ShouldBeOfType<RequestReceived>();
        record.Events<TransactionEnded>().ShouldHaveSingleItem().ShouldBeSameAs(record[^1].Event);
        var original = record.Events<OriginalSegment>().ToList();
        original.Select(segment => segment.Offset).ShouldBe(Offsets(original.Select(segment => segment.Bytes.Size)));
        var delivered = record.Events<DeliveredSegment>().ToList();
        delivered.Select(segment => segment.Offset).ShouldBe(Offsets(delivered.Select(segment => segment.Size)));
    }

    static byte[] Whole(Payload payload) => payload.ShouldBeOfType<Payload.Whole>().Bytes.ToArray();

    static IEnumerable<long> Offsets(IEnumerable<long> sizes)
    {
        var offset = 0L;
        foreach (var size in sizes)
        {
            yield return offset;
            offset += size;
        }
    }
}
