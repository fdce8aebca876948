namespace Luthien.Actors;

/// <summary>What an actor may do with its surroundings. For use in the actor's own turn only, unless a member says otherwise.</summary>
public interface IActorContext
{
    /// <summary>The actor itself. May be handed to anyone.</summary>
    IActorRef Self { get; }

    /// <summary>Who sent the current message; dead letters if nobody said.</summary>
    IActorRef Sender { get; }

    /// <summary>The supervisor.</summary>
    IActorRef Parent { get; }

    /// <summary>A snapshot of the children, including those still ending.</summary>
    IReadOnlyCollection<IActorRef> Children { get; }

    /// <summary>The system this actor lives in.</summary>
    ActorSystem System { get; }

    /// <summary>Cancelled as soon as a stop or restart of this actor is waiting; hand it to everything awaited in a handler. Safe from any thread.</summary>
    CancellationToken Stopping { get; }

    /// <summary>Keyed timers, which end with a restart or stop.</summary>
    ITimerScheduler Timers { get; }

    /// <summary>Messages put aside for later.</summary>
    IStash Stash { get; }

    /// <summary>Starts a child; a null name makes a generated one, beginning with <c>$</c>.</summary>
    /// <exception cref="InvalidActorNameException">The name has forbidden characters or is taken (until the former child has ended).</exception>
    /// <exception cref="InvalidOperationException">This actor is ending.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    /// <summary>The child of that name, or null.</summary>
    IActorRef? Child(string name);

    /// <summary>Stops an actor after its current message. Its remaining messages become dead letters.</summary>
    void Stop(IActorRef actor);

    /// <summary>Asks for exactly one <see cref="Terminated"/> when <paramref name="subject"/> has ended, also if it already has. Idempotent.</summary>
    /// <exception cref="ArgumentException"><paramref name="subject"/> is not of this kernel.</exception>
    void Watch(IActorRef subject);

    /// <summary>Like <see cref="Watch"/>, with a message of one's own instead of <see cref="Terminated"/>.</summary>
    /// <exception cref="InvalidOperationException">Already watched with another message.</exception>
    void WatchWith(IActorRef subject, object message);

    /// <summary>Takes a watch back, even if its <see cref="Terminated"/> is already queued.</summary>
    void Unwatch(IActorRef subject);

    /// <summary>
    /// Sends <see cref="ReceiveTimeout"/> whenever no message came for this long (<see cref="INotInfluenceReceiveTimeout"/> ones do not
    /// count); null ends it. Survives restarts.
    /// </summary>
    void SetReceiveTimeout(TimeSpan? timeout);

    /// <summary>Passes the current message on under its original sender.</summary>
    void Forward(IActorRef target, object message);
}
