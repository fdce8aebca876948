namespace Luthien.Actors;

/// <summary>What an actor is made of: one message at a time, hooks around its life, and a context that belongs to the instance.</summary>
/// <remarks>
/// The kernel calls every member in the actor's turn, never two at once, each call seeing what the one before wrote. An
/// <see cref="IDisposable"/> actor is disposed once, after <see cref="PostStop"/>.
/// <see cref="Context"/> is not there yet in the constructor: use <see cref="PreStart"/>.
/// </remarks>
public abstract class ActorBase
{
    ActorCell? _cell;

    /// <summary>The surroundings of this actor, also after an <c>await</c>.</summary>
    /// <exception cref="InvalidOperationException">In the constructor, after the actor has ended, or in a handler that the kernel has abandoned.</exception>
    protected IActorContext Context => _cell ?? throw new InvalidOperationException(
        "This actor has no context: it is being constructed, has ended, or its handler was abandoned after stop-grace.");

    /// <summary>This actor's own reference.</summary>
    protected IActorRef Self => Context.Self;

    /// <summary>Who sent the current message; <see cref="ActorSystem.DeadLetters"/> if nobody said. Valid during the turn only: capture it before handing work out.</summary>
    protected IActorRef Sender => Context.Sender;

    /// <summary>How this actor treats failing children, unless its <see cref="Props"/> say otherwise.</summary>
    protected internal virtual SupervisorStrategy SupervisorStrategy => SupervisorStrategy.Default;

    /// <summary>
    /// Handles one message. The next one comes only after the returned task has completed; its exception is supervised like a
    /// synchronous one.
    /// </summary>
    protected internal abstract ValueTask OnReceive(object message);

    /// <summary>Runs before the first message, in each incarnation (through <see cref="PostRestart"/>).</summary>
    protected internal virtual void PreStart()
    {
    }

    /// <summary>Runs once after the last message and after every child has ended. An exception here is logged only.</summary>
    protected internal virtual void PostStop()
    {
    }

    /// <summary>Runs on the failed instance before it is replaced. By default unwatches and stops every child, then calls <see cref="PostStop"/>.</summary>
    /// <param name="cause">What failed.</param>
    /// <param name="message">The message that was being handled, which is not handled again; null when a sibling or parent failed.</param>
    protected internal virtual void PreRestart(Exception cause, object? message)
    {
        foreach (var child in Context.Children)
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Runs on the new instance after a restart. By default calls <see cref="PreStart"/>.</summary>
    protected internal virtual void PostRestart(Exception cause) => PreStart();

    /// <summary>
    /// Called with what no handler takes. By default publishes <see cref="UnhandledMessage"/>; a <see cref="Terminated"/> nobody handles
    /// fails the actor with <see cref="DeathPactException"/>.
    /// </summary>
    protected internal virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.Subject);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    internal void Attach(ActorCell? cell) => _cell = cell;
}
