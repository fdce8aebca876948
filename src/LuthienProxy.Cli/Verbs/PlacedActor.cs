using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Verbs;

/// <summary>An actor and where it lives.</summary>
sealed record PlacedActor(string Path, ActorEntry Entry)
{
    /// <summary>All that the tree holds, parents before their children.</summary>
    public static IEnumerable<PlacedActor> AllOf(ActorTree tree) => Below("", tree.Root);

    /// <summary>Those right below it.</summary>
    public IEnumerable<PlacedActor> Children => Entry.Children.Select(child => new PlacedActor($"{Path.TrimEnd('/')}/{child.Name}", child));

    static IEnumerable<PlacedActor> Below(string path, ActorEntry entry) =>
        entry.Children.Select(child => new PlacedActor($"{path}/{child.Name}", child)).SelectMany(child => Below(child.Path, child.Entry).Prepend(child));
}
