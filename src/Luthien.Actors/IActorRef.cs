namespace Luthien.Actors;

/// <summary>A handle to one incarnation of an actor: the only way to reach it.</summary>
/// <remarks>
/// Thread-safe. Two refs are equal exactly when they are the same incarnation (same path and uid). References come from a kernel;
/// other implementations can be told messages but cannot be watched.
/// </remarks>
public interface IActorRef
{
    /// <summary>Where the actor lives; computed when asked for.</summary>
    ActorPath Path { get; }

    /// <summary>
    /// Puts a message into the actor's mailbox and returns at once: never blocks, never runs the receiver on the caller's stack, never
    /// throws because the receiver is dead (the message then becomes a <see cref="DeadLetter"/>).
    /// </summary>
    /// <remarks>At most once; in order for one sender and one receiver. A full bounded mailbox publishes <see cref="Dropped"/>.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="message"/> is null.</exception>
    void Tell(object message, IActorRef? sender = null);
}
