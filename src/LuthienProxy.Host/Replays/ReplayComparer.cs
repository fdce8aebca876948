using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Records;

namespace LuthienProxy.Host.Replays;

/// <summary>Sets what would have been beside what was, or beside what would have been without policies.</summary>
/// <param name="record">The call.</param>
/// <param name="before">What is compared with.</param>
/// <param name="after">What would have been.</param>
sealed class ReplayComparer(CallRecord record, CallOutcome before, CallOutcome after)
{
    /// <summary>How the two differ, as far as the record tells both.</summary>
    public ReplayChange Change => (before.Verdict, after.Verdict) switch
    {
        (not ReplayVerdict.Blocked, ReplayVerdict.Blocked) => ReplayChange.WouldBlock,
        (ReplayVerdict.Blocked, not ReplayVerdict.Blocked) => ReplayChange.WouldNoLongerBlock,
        (ReplayVerdict.Passed, ReplayVerdict.Changed) => ReplayChange.WouldChange,
        (ReplayVerdict.Changed, ReplayVerdict.Passed) => ReplayChange.WouldNoLongerChange,
        _ => IsOtherRequest || IsOtherAnswer ? ReplayChange.WouldDiffer : ReplayChange.Same,
    };

    /// <summary>What would have gone upstream beside what did; null unless both are known and differ.</summary>
    public RequestDiff? Request => IsOtherRequest ? Comparison.OfRequests(record.Format!, before.Forwarded!.Value, after.Forwarded!.Value) : null;

    /// <summary>What the client would have got beside what it got; null unless they differ.</summary>
    public ResponseDiff? Response => IsOtherAnswer ? Comparison.OfAnswers(before.Read(record), after.Read(record)) : null;

    /// <summary>What the comparison cannot know.</summary>
    public IEnumerable<string> Notes(ReplayResult result)
    {
        if (result is { Outcome: null, Forwarded: not null } && record.Responded is null)
            yield return "No upstream was asked then: what it would have answered is not on record.";
        else if (result.Outcome is null && record.Gaps.Count == 0)
            yield return "The rest of the answer was never read: what would have come of it is not known.";
        if (IsOtherRequest && record.Responded is not null)
            yield return "Another request would have gone upstream: the answer on record is that to the one that did.";
        if (result.Outcome is TransactionOutcome.Failed && record.Ended is not Protocol.Journal.Failed)
            yield return "The answer on record could not be read to its end.";
    }

    bool IsOtherRequest => before.Forwarded is { } went && after.Forwarded is { } goes && !went.Span.SequenceEqual(goes.Span);

    bool IsOtherAnswer => (before.IsWhole, after.IsWhole) switch
    {
        // Without an answer on record there is nothing to compare.
        (_, false) when after.Delivered.IsEmpty => false,
        _ when before.Delivered.Span.SequenceEqual(after.Delivered.Span) => false,
        (true, true) => !Comparison.SayTheSame(before.Read(record), after.Read(record)),
        // A client that left had the beginning of what there was for it.
        (false, _) => !after.Delivered.Span.StartsWith(before.Delivered.Span) && !Comparison.IsBeginning(before.Read(record), after.Read(record)),
        (true, false) => !before.Delivered.Span.StartsWith(after.Delivered.Span) && !Comparison.IsBeginning(after.Read(record), before.Read(record)),
    };
}
