using Luthien.Actors;

namespace LuthienProxy.Host.Inspection;

/// <summary>One actor, as its counters show it.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="Type">Its class.</param>
/// <param name="State">What it is about, see <see cref="ActorState"/>.</param>
/// <param name="Mailbox">Messages that wait for it.</param>
/// <param name="MailboxPeak">The most that it was seen with.</param>
/// <param name="Handled">Messages that it has taken so far.</param>
/// <param name="Dropped">Messages that its full mailbox did not take.</param>
/// <param name="Restarts">How often it was restarted.</param>
/// <param name="Failure">The class of its last failure; null where it has had none.</param>
/// <param name="AgeMs">How long it has been there.</param>
/// <param name="AwaitedMs">How long its handlers have been waiting for something in all.</param>
/// <param name="AwaitingMs">How long the handler that waits now has been waiting; null where none does.</param>
/// <param name="P99Ms">How long 99 of 100 messages took at most, within a quarter; null before the 16th.</param>
/// <param name="Message">The class of the message that it is at; null where it is at none.</param>
/// <param name="Call">The call that it stands for, where calls were asked for; null for others.</param>
/// <param name="ChildCount">How many actors are right below it.</param>
/// <param name="Children">Those of them that are shown, by name.</param>
sealed record ActorView(
    string Name, string Type, string State, int Mailbox, int MailboxPeak, long Handled, long Dropped, int Restarts, string? Failure, double AgeMs, double AwaitedMs, double? AwaitingMs,
    double? P99Ms, string? Message, LiveCallView? Call, int ChildCount, IReadOnlyList<ActorView> Children)
{
    /// <summary>An actor and those below it.</summary>
    /// <param name="node">The actor.</param>
    /// <param name="callOf">The call that an actor of this name stands for, if any.</param>
    public static ActorView Of(ActorNode node, Func<string, LiveCallView?> callOf)
    {
        var actor = node.Actor;
        return new(
            actor.Path.Name, actor.ActorType.Name, Word.Of(actor.State), actor.MailboxDepth, actor.MailboxPeak, actor.Handled, actor.Dropped, actor.Restarts, actor.LastFailure?.GetType().Name,
            actor.Age.TotalMilliseconds, actor.Awaited.TotalMilliseconds, actor.AwaitingFor?.TotalMilliseconds, actor.HandlingP99?.TotalMilliseconds,
            actor.CurrentMessage?.Name, callOf(actor.Path.Name), actor.Children, [.. node.Children.Select(child => Of(child, callOf))]);
    }

    /// <summary>What stands above the guardians: no actor itself, it stands for the system that they live in.</summary>
    public static ActorView Above(ActorSystem system, IReadOnlyList<ActorNode> guardians, Func<string, LiveCallView?> callOf) => new(
        "/", nameof(ActorSystem), Word.Of(system.WhenTerminated.IsCompleted ? ActorState.Stopped : ActorState.Idle), Mailbox: 0, MailboxPeak: 0, Handled: 0, Dropped: 0, Restarts: 0, Failure: null,
        AgeMs: guardians.Select(guardian => guardian.Actor.Age.TotalMilliseconds).DefaultIfEmpty().Max(), AwaitedMs: 0, AwaitingMs: null, P99Ms: null, Message: null, Call: null,
        guardians.Count, [.. guardians.Select(guardian => Of(guardian, callOf))]);
}
