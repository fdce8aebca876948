using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Verbs;

/// <summary>The actors as they looked at a moment.</summary>
sealed class ActorLook
{
    readonly Dictionary<string, PlacedActor> _actors;
    readonly long _at;

    ActorLook(IEnumerable<PlacedActor> actors, long at) => (_actors, _at) = (actors.DistinctBy(actor => actor.Path).ToDictionary(actor => actor.Path), at);

    /// <summary>What the tree shows.</summary>
    public static ActorLook At(ActorTree tree, long timestamp) => new(PlacedActor.AllOf(tree), timestamp);

    /// <summary>What they did since an earlier look. Of an actor that was not there, or is another of the same name, since it was born.</summary>
    public IEnumerable<ActorRate> Since(ActorLook before, TimeProvider time)
    {
        var elapsed = time.GetElapsedTime(before._at, _at).TotalMilliseconds;
        return _actors.Values.Select(actor => before._actors.GetValueOrDefault(actor.Path) is { } earlier && earlier.Entry.AgeMs <= actor.Entry.AgeMs
            ? Rate(actor, earlier.Entry, elapsed)
            : Rate(actor, before: null, actor.Entry.AgeMs));
    }

    static ActorRate Rate(PlacedActor actor, ActorEntry? before, double elapsed)
    {
        var (entry, span) = (actor.Entry, Math.Max(elapsed, 1));
        // A handler that holds its thread is not seen to wait: it is busy at a message in both looks and has taken none between them.
        var isStuck = before is { State: "busy", Message: not null } && entry is { State: "busy", Message: not null } && entry.Handled == before.Handled;
        return new(actor, (entry.Handled - (before?.Handled ?? 0)) / span * 1_000, isStuck ? 1 : Math.Clamp((entry.AwaitedMs - (before?.AwaitedMs ?? 0)) / span, 0, 1));
    }
}
