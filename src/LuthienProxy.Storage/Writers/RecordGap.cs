using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Writers;

/// <summary>How the record shows that events of a call are missing (docs/decisions/0006).</summary>
static class RecordGap
{
    /// <summary><see cref="TransactionSummary.ErrorCode"/> of such a call, unless it ended with an error of its own.</summary>
    public const string ErrorCode = "events_lost";

    /// <summary>The call's end alone, put where the first lost event would stand.</summary>
    public static JournalBatch EndAt(JournalBatch batch, int sequence)
    {
        var entry = batch.Entries[^1];
        var ended = (TransactionEnded)entry.Event;
        var lost = $"{entry.Sequence - sequence} events of this call from number {sequence} on could not be put on record.";
        var summary = ended.Summary with
        {
            ErrorCode = ended.Summary.ErrorCode ?? ErrorCode,
            Error = ended.Summary.Error is { } error ? $"{error} {lost}" : lost,
        };
        return batch with { Entries = [entry with { Sequence = sequence, Event = ended with { Summary = summary } }] };
    }
}
