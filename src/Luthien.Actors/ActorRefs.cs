namespace Luthien.Actors;

/// <summary>What can be done with a ref besides <see cref="IActorRef.Tell"/>.</summary>
public static class ActorRefs
{
    /// <summary>Nobody: swallows every message, without a dead letter.</summary>
    public static IActorRef Nobody { get; } = new NobodyRef();

    /// <summary>Like <c>Tell</c>, but false when a mailbox with <see cref="MailboxOverflow.RejectToSender"/> or <see cref="MailboxOverflow.Await"/> is full, or the actor has ended (a dead letter).</summary>
    public static bool TryTell(this IActorRef actor, object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (actor is ActorCell cell)
            return cell.TryTell(message, sender);
        actor.Tell(message, sender);
        return true;
    }

    /// <summary>Like <c>Tell</c>, but waits for room when the mailbox's rule is <see cref="MailboxOverflow.Await"/>. Those who wait are served in order.</summary>
    /// <exception cref="OperationCanceledException">Given up while waiting; the message was not sent.</exception>
    public static ValueTask TellAsync(this IActorRef actor, object message, IActorRef? sender = null, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (actor is ActorCell cell)
            return cell.TellAsync(message, sender, ct);
        actor.Tell(message, sender);
        return ValueTask.CompletedTask;
    }

    /// <summary>Whether this is <see cref="Nobody"/> or null.</summary>
    public static bool IsNobody(this IActorRef? actor) => actor is null or NobodyRef;

    sealed class NobodyRef : IActorRef
    {
        public ActorPath Path { get; } = new("/nobody", 0);

        public void Tell(object message, IActorRef? sender = null) => ArgumentNullException.ThrowIfNull(message);

        public override string ToString() => Path.Text;
    }
}
