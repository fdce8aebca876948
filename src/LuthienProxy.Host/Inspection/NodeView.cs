using LuthienProxy.Storage.Nodes;

namespace LuthienProxy.Host.Inspection;

/// <summary>One gateway process.</summary>
/// <param name="Node">Its name.</param>
/// <param name="State"><c>live</c>, <c>stopping</c> (it takes no more calls) or <c>gone</c>.</param>
/// <param name="StartedAt">When it began, by its own clock.</param>
/// <param name="SeenAt">When it last said that it lives.</param>
/// <param name="Version">Its release; null where it did not say.</param>
/// <param name="OpenCalls">Calls that ran then.</param>
/// <param name="Policy">The policies that its new calls got then; null for none.</param>
/// <param name="IsSelf">Whether it is the one that answers.</param>
sealed record NodeView(string Node, string State, DateTimeOffset StartedAt, DateTimeOffset SeenAt, string? Version, int OpenCalls, NodePolicyView? Policy, bool IsSelf)
{
    public static NodeView Of(KnownNode known, bool isSelf) => new(
        known.Node, known.IsGone ? "gone" : known.Report.IsStopping ? "stopping" : "live", known.StartedAt, known.SeenAt, known.Report.Version, known.IsGone ? 0 : known.Report.OpenCalls,
        known.Report.PolicyVersion is { } version ? new(known.Report.PolicyName, version) : null, isSelf);
}
