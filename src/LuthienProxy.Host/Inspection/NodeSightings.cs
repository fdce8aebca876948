using System.Data.Common;
using LuthienProxy.Storage.Nodes;

namespace LuthienProxy.Host.Inspection;

/// <summary>All nodes: the others as the database knows them, this one as it is. Works without the database, with this one alone. Thread-safe.</summary>
sealed class NodeSightings(KnownNodes known, NodeOptions options, NodeSelf self, TimeProvider time)
{
    /// <summary>A page that is read every few seconds does not wait for a database that hangs.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    static readonly string[] Order = ["live", "stopping", "gone"];

    public async Task<NodeListView> ListAsync(CancellationToken cancellation)
    {
        var nodes = await AskAsync(cancellation);
        var startedAt = nodes?.FirstOrDefault(IsSelf)?.StartedAt ?? self.StartedAt;
        var own = new KnownNode(options.Node, startedAt, time.GetUtcNow(), IsGone: false, self.Report);
        var views = (nodes ?? []).Where(node => !IsSelf(node)).Select(node => NodeView.Of(node, isSelf: false)).Append(NodeView.Of(own, isSelf: true));
        return new([.. views.OrderBy(node => Array.IndexOf(Order, node.State)).ThenBy(node => node.Node, StringComparer.Ordinal)], nodes is not null);
    }

    bool IsSelf(KnownNode node) => node.Node == options.Node;

    async Task<IReadOnlyList<KnownNode>?> AskAsync(CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        try
        {
            return await known.ListAsync(limit.Token);
        }
        catch (Exception cause) when (cause is DbException or TimeoutException || (cause is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }
}
