using Luthien.Actors;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Inspection;

/// <summary>The actors of this node, or those from one of them on down.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Count">All actors that there are from <paramref name="Root"/> on down.</param>
/// <param name="IsTruncated">Whether some of them are not shown.</param>
/// <param name="Root">Where the tree begins; of the whole tree it is no actor itself, it stands for the system that they live in.</param>
sealed record ActorTreeView(string Node, int Count, bool IsTruncated, ActorView Root)
{
    /// <summary>So many are shown unless asked for otherwise: a gateway under load has one for every call.</summary>
    public const int Usual = 2_000;

    /// <summary>So many are shown at most.</summary>
    public const int Most = 20_000;

    /// <summary>The product's tree has five levels; a writer of JSON takes sixty-four, two for each of these.</summary>
    public const int Deepest = 24;

    /// <summary>The longest path to begin at.</summary>
    public const int LongestPath = 1_000;

    /// <summary>What the path that answers with it takes.</summary>
    public static OperationParameter[] Parameters { get; } =
    [
        OperationParameter.Text("path", "The actor to begin at, such as `/user/gateway`; otherwise the whole tree.", LongestPath),
        OperationParameter.Number("depth", "How many levels are shown, that of the actor to begin at included.", 1, Deepest, Deepest),
        OperationParameter.Number("limit", "How many actors are shown: all of small families, of the largest those with the fullest mailboxes.", 1, Most, Usual),
        OperationParameter.Flag("calls", "Whether an actor that stands for a running call tells what that is at, as `/api/system/calls` does; otherwise not."),
    ];

    /// <summary>What the tree looks like now, without asking anyone in it; null when there is no actor to begin at.</summary>
    /// <param name="system">The actors.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="callOf">The call that an actor of this name stands for, if any.</param>
    /// <param name="path">Where to begin.</param>
    /// <param name="depth">How many levels.</param>
    /// <param name="limit">How many actors.</param>
    public static ActorTreeView? Of(ActorSystem system, string node, Func<string, LiveCallView?> callOf, string path = "/", int depth = Deepest, int limit = Usual)
    {
        var tree = system.InspectTree(path, limit, depth);
        return path == "/" ? new(node, tree.Count, tree.IsTruncated, ActorView.Above(system, tree.Roots, callOf))
            : tree.Roots is [var root] ? new(node, tree.Count, tree.IsTruncated, ActorView.Of(root, callOf))
            : null;
    }
}
