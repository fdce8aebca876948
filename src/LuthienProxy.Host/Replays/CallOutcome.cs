using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Content;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Records;

namespace LuthienProxy.Host.Replays;

/// <summary>What a call came to, or would have: one side of the comparison. Immutable.</summary>
/// <param name="Verdict">What its policies made of it.</param>
/// <param name="Forwarded">The body that went upstream; null where nothing did, or nobody knows.</param>
/// <param name="Delivered">The body that the client got.</param>
/// <param name="Status">The HTTP status that it saw; null where nobody knows.</param>
/// <param name="IsWhole">Whether the client got all that there would have been for it.</param>
sealed record CallOutcome(ReplayVerdict Verdict, ReadOnlyMemory<byte>? Forwarded, ReadOnlyMemory<byte> Delivered, int? Status, bool IsWhole)
{
    /// <summary>What happened.</summary>
    public static CallOutcome Recorded(CallRecord record) => Judged(
        record,
        new(default, record.Forwarded, record.Delivered, record.Call.Status, record.Ended is Completed or Blocked or Failed),
        record.Ended is Blocked,
        record.Decisions);

    /// <summary>What would have happened.</summary>
    public static CallOutcome Replayed(CallRecord record, ReplayResult result) => Judged(
        record,
        new(default, result.Forwarded, result.Delivered, result.Status, result.Outcome is not null),
        result.Outcome is TransactionOutcome.Blocked,
        result.Decisions);

    /// <summary>The answer as the client got it.</summary>
    public ResponseView Read(CallRecord record) => Comparison.Read(record.Format!, Delivered, Status);

    static CallOutcome Judged(CallRecord record, CallOutcome outcome, bool isStopped, IReadOnlyList<PolicyDecided> decisions)
    {
        var acted = decisions.Where(static one => !one.IsShadow).Select(static one => one.Verdict).ToHashSet();
        // A policy that could not decide stops what it was about, unless it is to let that pass: the answer tells which it was.
        var isBlocked = isStopped || acted.Contains(PolicyVerdict.Block) || (acted.Contains(PolicyVerdict.Error) && outcome.IsOtherAnswer(record));
        var isChanged = acted.Overlaps([PolicyVerdict.Replace, PolicyVerdict.Drop]) || outcome.IsOtherRequest(record);
        return outcome with { Verdict = isBlocked ? ReplayVerdict.Blocked : isChanged ? ReplayVerdict.Changed : ReplayVerdict.Passed };
    }

    bool IsOtherRequest(CallRecord record) => record.Request is { } came && Forwarded is { } went && !came.Span.SequenceEqual(went.Span);

    bool IsOtherAnswer(CallRecord record)
    {
        var original = Comparison.Read(record.Format!, record.Original.SelectMany(static piece => piece.ToArray()).ToArray(), record.Responded?.Status);
        var answer = Read(record);
        return IsWhole ? !Comparison.SayTheSame(original, answer) : !Comparison.IsBeginning(answer, original);
    }
}
