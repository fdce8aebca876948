using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Host.Replays;

/// <summary>What a policy decided.</summary>
/// <param name="Policy">The policy's instance name.</param>
/// <param name="Stage">Its place in the chain, from 0.</param>
/// <param name="IsShadow">Whether it only looked on.</param>
/// <param name="Verdict">What it decided.</param>
/// <param name="Reason">Why, in words for people.</param>
/// <param name="Block">The index of the answer's block it is about; null for the request or the whole answer.</param>
/// <param name="Probability">How sure it was, 0 to 1, where it says so.</param>
sealed record ReplayDecisionView(
    string Policy,
    int Stage,
    bool IsShadow,
    [property: JsonConverter(typeof(SnakeCaseJson<PolicyVerdict>))] PolicyVerdict Verdict,
    string? Reason,
    int? Block,
    double? Probability)
{
    public static IReadOnlyList<ReplayDecisionView> Of(IEnumerable<PolicyDecided> decisions) =>
        [.. decisions.Select(static one => new ReplayDecisionView(one.Policy, one.Stage, one.IsShadow, one.Verdict, one.Reason, one.Block, one.Probability))];
}
