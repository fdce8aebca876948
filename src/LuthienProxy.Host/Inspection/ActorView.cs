using Luthien.Actors;

namespace LuthienProxy.Host.Inspection;

/// <summary>One actor, as its counters show it.</summary>
/// <param name="Name">The last part of its path.</param>
/// <param name="Type">Its class.</param>
/// <param name="State">What it is about, see <see cref="ActorState"/>.</param>
/// <param name="Mailbox">Messages that wait for it.</param>
/// <param name="Handled">Messages that it has taken so far.</param>
/// <param name="Restarts">How often it was restarted.</param>
/// <param name="Children">Those below it, by name; not all of them where the tree is truncated.</param>
sealed record ActorView(string Name, string Type, string State, int Mailbox, long Handled, int Restarts, IReadOnlyList<ActorView> Children)
{
    /// <summary>An actor and those below it.</summary>
    public static ActorView Of(ActorNode node) => new(
        node.Actor.Path.Name, node.Actor.ActorType.Name, Word.Of(node.Actor.State), node.Actor.MailboxDepth, node.Actor.Handled, node.Actor.Restarts, [.. node.Children.Select(Of)]);
}
