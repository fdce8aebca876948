using Luthien.Actors;

namespace LuthienProxy.Host.Inspection;

/// <summary>The actors of this node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Count">All actors that there are.</param>
/// <param name="IsTruncated">Whether some of them are not shown.</param>
/// <param name="Root">Where the tree begins: no actor itself, it stands for the system that they live in.</param>
sealed record ActorTreeView(string Node, int Count, bool IsTruncated, ActorView Root)
{
    /// <summary>So many are shown at most: a gateway under load has one for every call.</summary>
    public const int Most = 2_000;

    /// <summary>The product's tree has five levels; a writer of JSON takes sixty-four, two for each of these.</summary>
    const int Deepest = 24;

    /// <summary>What the tree looks like now, without asking anyone in it.</summary>
    public static ActorTreeView Of(ActorSystem system, string node)
    {
        var tree = system.InspectTree(limit: Most, depth: Deepest);
        var root = new ActorView("/", nameof(ActorSystem), Word.Of(system.WhenTerminated.IsCompleted ? ActorState.Stopped : ActorState.Idle), Mailbox: 0, Handled: 0, Restarts: 0, [.. tree.Roots.Select(ActorView.Of)]);
        return new(node, tree.Count, tree.IsTruncated, root);
    }
}
