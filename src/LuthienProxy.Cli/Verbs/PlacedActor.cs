using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Verbs;

/// <summary>An actor and where it lives.</summary>
sealed record PlacedActor(string Path, ActorEntry Entry)
{
    /// <summary>Where the tree begins: at this path.</summary>
    public static PlacedActor RootOf(ActorTree tree, string path = "/") => new(path, tree.Root);

    /// <summary>All that the tree holds, parents before their children; what stands above the guardians is no actor.</summary>
    public static IEnumerable<PlacedActor> AllOf(ActorTree tree) => Below(RootOf(tree));

    /// <summary>Those right below it that are shown.</summary>
    public IEnumerable<PlacedActor> Children => Entry.Children.Select(child => new PlacedActor($"{Path.TrimEnd('/')}/{child.Name}", child));

    static IEnumerable<PlacedActor> Below(PlacedActor actor) => actor.Children.SelectMany(child => Below(child).Prepend(child));
}
