using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>What is on record of one call, put together by rules of the test's own.</summary>
sealed class RecordedCall(IReadOnlyList<JournalEntry> entries)
{
    readonly byte[] _original = [.. entries.Select(entry => entry.Event).OfType<OriginalSegment>().SelectMany(segment => BytesOf(segment.Bytes))];

    /// <summary>The sequence numbers in the order of the record.</summary>
    public IEnumerable<int> Sequence => entries.Select(entry => entry.Sequence);

    /// <summary>Whether the numbers are 1, 2, 3, … without a gap or a double.</summary>
    public bool IsContiguous => entries.Count > 0 && Sequence.SequenceEqual(Enumerable.Range(1, entries.Count));

    /// <summary>The terminal events; a sound record has one, and it is the last.</summary>
    public IReadOnlyList<TransactionEnded> Ends => [.. entries.Select(entry => entry.Event).OfType<TransactionEnded>()];

    /// <summary>Whether the record is whole: contiguous, with one end that stands last.</summary>
    public bool IsSound => IsContiguous && Ends.Count == 1 && entries[^1].Event is TransactionEnded;

    /// <summary>The body that the client accepted, as the record has it.</summary>
    public byte[] Delivered => [.. entries.Select(entry => entry.Event).OfType<DeliveredSegment>().SelectMany(segment => segment.Runs).SelectMany(Resolve)];

    IEnumerable<byte> Resolve(DeliveredRun run) => run switch
    {
        DeliveredRun.Copy copy => _original.Skip((int)copy.From).Take((int)copy.Length),
        DeliveredRun.Literal literal => BytesOf(literal.Bytes),
        _ => throw new InvalidOperationException("A run of a kind that nobody knows."),
    };

    static byte[] BytesOf(Payload payload) => payload is Payload.Whole whole ? whole.Bytes.ToArray() : throw new InvalidOperationException("The record has cut a payload.");
}
