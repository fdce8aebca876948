using System.Collections.Immutable;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Writers;

/// <summary>How the record shows that events of a call are missing (docs/decisions/0006).</summary>
static class RecordGap
{
    /// <summary><see cref="TransactionSummary.ErrorCode"/> of such a call, unless it ended with an error of its own.</summary>
    public const string ErrorCode = "events_lost";

    /// <summary>Whether a call's end was refused with a batch, and the call would stay open on record without it.</summary>
    public static bool IsToBeEnded(RefusedBatch found) =>
        found.Reason is not RefusalReason.AfterEnd && found.Batch.Change is null && found.Batch.Entries is [.., { Event: TransactionEnded }];

    /// <summary>The call's end alone, put where the first lost event would stand: as it was, with how many are missing, and, for when the record cannot hold that, without anybody's words.</summary>
    public static IEnumerable<JournalBatch> EndsAt(JournalBatch batch, int sequence)
    {
        var entry = batch.Entries[^1];
        var (ended, missing) = ((TransactionEnded)entry.Event, entry.Sequence - sequence);
        var lost = missing == 0 ? "" : $"{missing} events of this call from number {sequence} on could not be put on record.";
        var summary = ended.Summary;
        var full = missing == 0 ? summary : summary with { ErrorCode = summary.ErrorCode ?? ErrorCode, Error = Joined(summary.Error, lost) };
        yield return At(entry, sequence, ended with { Summary = full }, batch.AnswerText);
        var bare = summary with { StopReason = null, Repairs = ImmutableSortedDictionary<string, int>.Empty, ErrorCode = ErrorCode, Error = Joined("What its end said could not be put on record.", lost) };
        yield return At(entry, sequence, ended with { Summary = bare }, answerText: null);
    }

    /// <summary>The call's end, put where it can never follow what is on record: the refusal says where that ends.</summary>
    public static JournalBatch Question(JournalBatch batch) => At(batch.Entries[^1], batch.Entries[^1].Sequence + 1, new Interrupted(new TransactionSummary()), answerText: null);

    static JournalBatch At(JournalEntry entry, int sequence, TransactionEnded ended, string? answerText) =>
        new(entry.TransactionId, [entry with { Sequence = sequence, Event = ended }]) { AnswerText = answerText };

    static string Joined(string? first, string second) => first is null ? second : second.Length == 0 ? first : $"{first} {second}";
}
