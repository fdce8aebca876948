using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Records;

namespace LuthienProxy.Host.Replays;

/// <summary>Runs one recorded call under other policies and says what would have been. Thread-safe.</summary>
sealed class ReplayDesk(IJournalQueries queries, Replayer replayer, IJudges judges, ILogger<ReplayDesk> log)
{
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<ReplayEntry> RunAsync(TransactionId id, ActiveChain chain, ReplayRequest wanted, CancellationToken cancellation)
    {
        var found = await queries.GetRecordAsync(id, cancellation);
        if (!found.TryGet(out var record, out var failure))
            return new ReplayEntry { TransactionId = id, Gaps = [Answers.ProblemOf(failure).Detail] };
        var entry = new ReplayEntry { TransactionId = id, Call = record.Call, Gaps = record.Gaps, DecisionsBefore = ReplayDecisionView.Of(record.Decisions) };
        try
        {
            return await RunAsync(entry, record, chain, wanted, cancellation);
        }
        // One call that cannot be run must not end the replay of the others.
        catch (Exception cause) when (cause is not OperationCanceledException)
        {
            PolicyHostLog.ReplayFailed(log, id, cause);
            return entry with { Gaps = [.. record.Gaps, "The gateway failed to run this call again; its log says why."] };
        }
    }

    async Task<ReplayEntry> RunAsync(ReplayEntry entry, CallRecord record, ActiveChain chain, ReplayRequest wanted, CancellationToken cancellation)
    {
        if (record.Call.Kind == CallKind.Models)
            return entry with { Change = ReplayChange.Same, Before = ReplayVerdict.Passed, After = ReplayVerdict.Passed };
        var recorded = new RecordedJudges(record.Judges, wanted.Judges == ReplayJudging.Ask ? judges : null);
        if (PastCall.Of(record, chain, recorded) is not { } past)
            return entry with { Gaps = record.Gaps.Count > 0 ? record.Gaps : ["What was asked is no request of a format that this version knows."] };
        var result = await replayer.RunAsync(past, cancellation);
        var before = wanted.Against == ReplayAgainst.Recorded
            ? CallOutcome.Recorded(record)
            : CallOutcome.Replayed(record, await replayer.RunAsync(past with { Policies = ActiveChain.None }, cancellation));
        return Compared(entry, wanted, record, result, before, recorded);
    }

    static ReplayEntry Compared(ReplayEntry entry, ReplayRequest wanted, CallRecord record, ReplayResult result, CallOutcome before, RecordedJudges judges)
    {
        var after = CallOutcome.Replayed(record, result);
        // What has a hole, and what a judge was to decide that nobody asked, may be anything; a call that was stopped before any of that is not.
        var isKnown = (record.Gaps.Count == 0 && judges.NotAsked == 0) || result is { Forwarded: null, Outcome: TransactionOutcome.Blocked };
        var comparer = new ReplayComparer(record, before, after);
        return entry with
        {
            Change = record.Gaps.Count == 0 && isKnown ? comparer.Change : ReplayChange.Unknown,
            Before = record.Gaps.Count == 0 ? before.Verdict : ReplayVerdict.Unknown,
            After = isKnown ? after.Verdict : ReplayVerdict.Unknown,
            Status = result.Status,
            Error = ErrorOf(result.Outcome),
            Decisions = ReplayDecisionView.Of(result.Decisions),
            Judges = new(judges.Recalled, judges.Asked, judges.NotAsked),
            PolicyMs = result.InPolicies.TotalMilliseconds,
            Request = wanted.Diff ? comparer.Request : null,
            Response = wanted.Diff ? comparer.Response : null,
            Gaps = [.. record.Gaps, .. judges.NotAsked > 0 ? ["A judge was not asked: the record has no answer to its question."] : Array.Empty<string>(), .. comparer.Notes(result)],
        };
    }

    static string? ErrorOf(TransactionOutcome? outcome) => outcome switch
    {
        TransactionOutcome.Blocked blocked => blocked.Error.Message,
        TransactionOutcome.Failed failed => failed.Error.Message,
        TransactionOutcome.ErrorInAnswer answered => answered.Error.Message,
        _ => null,
    };
}
