using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Host.Inspection;

/// <summary>Where a call is that does not run on this node, as its record says.</summary>
sealed class CallPlaces(IJournalQueries queries, RecordingOptions recording)
{
    /// <summary>What can be wrong with a call that is asked for as one that runs here.</summary>
    public static IReadOnlyList<Problem> Problems { get; } = [.. Answers.Failures, Problem.NotFound, Problem.CallEnded, Problem.RunsElsewhere("")];

    /// <summary>Why it does not run here.</summary>
    public async Task<Problem> WhyNotHereAsync(TransactionId id, CancellationToken cancellation)
    {
        if (!(await queries.GetCallAsync(id, cancellation)).TryGet(out var detail, out var failure))
            return Answers.ProblemOf(failure);
        var (state, node) = (detail.Call.State, detail.Call.Node);
        return state == CallState.Open && node != recording.Node ? Problem.RunsElsewhere(node) : Problem.CallEnded;
    }
}
