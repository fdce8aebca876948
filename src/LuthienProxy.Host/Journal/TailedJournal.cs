using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Tails;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Host.Journal;

/// <summary>A journal that tells whoever watches what came to the record. Thread-safe, as the journal is; costs a look at a field while nobody watches.</summary>
sealed class TailedJournal(IJournal journal, LiveTail<RecordedEvent> tail) : IJournal
{
    /// <inheritdoc/>
    public bool IsAvailable => journal.IsAvailable;

    /// <inheritdoc/>
    public ValueTask<JournalReceipt> AppendAsync(JournalBatch batch) => tail.IsWatched ? TellAsync(batch) : journal.AppendAsync(batch);

    async ValueTask<JournalReceipt> TellAsync(JournalBatch batch)
    {
        var receipt = await journal.AppendAsync(batch);
        var word = Word.Of(receipt);
        if (batch.Change is { } change)
            tail.Tell(new(batch.TransactionId.ToString(), 0, change.At, "change", null, word));
        foreach (var entry in batch.Entries)
            tail.Tell(new(entry.TransactionId.ToString(), entry.Sequence, entry.At, TypeOf(entry.Event), BytesOf(entry.Event), word));
        return receipt;
    }

    static string TypeOf(JournalEvent happened) => happened switch
    {
        Opened => EventTypes.Opened,
        RequestReceived => EventTypes.RequestReceived,
        RequestForwarded => EventTypes.RequestForwarded,
        UpstreamResponded => EventTypes.UpstreamResponded,
        OriginalSegment => EventTypes.OriginalSegment,
        DeliveredSegment => EventTypes.DeliveredSegment,
        PolicyDecided => EventTypes.PolicyDecided,
        JudgeCalled => EventTypes.JudgeCalled,
        TransactionEnded end => EventCodec.TypeOf(end),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    static long? BytesOf(JournalEvent happened) => happened switch
    {
        OriginalSegment segment => segment.Bytes.Size,
        DeliveredSegment segment => segment.Size,
        _ => null,
    };
}
