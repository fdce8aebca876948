namespace Luthien.Actors;

/// <remarks>The actor's view of its cell.</remarks>
partial class ActorCell : IActorContext
{
    public IActorRef Self => this;

    public IActorRef Sender => _sender ?? _system.DeadLetters;

    public IActorRef Parent => _parent;

    ActorSystem IActorContext.System => _system;

    public IReadOnlyCollection<IActorRef> Children => ChildCells();

    public ITimerScheduler Timers => Extras.Timers ??= new TimerTable(this);

    public IStash Stash => Extras.Stash ??= new StashBuffer(this, _props.StashCapacity);

    public CancellationToken Stopping
    {
        get
        {
            var extras = Extras;
            var source = Volatile.Read(ref extras.Stopping);
            if (source is null)
            {
                var made = new CancellationTokenSource();
                source = Interlocked.CompareExchange(ref extras.Stopping, made, null) ?? made;
            }

            // The canceller sets the flag before it looks for a source; this looks at the flag after it has made one.
            if (Volatile.Read(ref extras.StopSeen))
                source.Cancel();
            return source.Token;
        }
    }

    public IActorRef ActorOf(Props props, string? name = null) => Spawn(props, name);

    public IActorRef? Child(string name) => _extras?.Children?.Find(name);

    public void Stop(IActorRef actor)
    {
        if (actor is ActorCell child && child._parent == this)
            StopChild(child);
        else
            InternalActorRef.Of(actor).SendSystem(new SystemMessage(SystemKind.Terminate));
    }

    public void Forward(IActorRef target, object message) => target.Tell(message, _sender);

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is { } interval)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero, nameof(timeout));
        Extras.ReceiveTimeoutSetting = timeout;
        RestartReceiveTimeout();
    }

    /// <summary>Any thread may call it on a guardian, whose map is sealed at its end; on other cells only their own turn does.</summary>
    internal ActorCell Spawn(Props props, string? name)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null && !ActorPath.IsValidName(name))
            throw new InvalidActorNameException($"'{name}' is no name for an actor");
        if (_phase is CellPhase.Stopping or CellPhase.Closed)
            throw new InvalidOperationException($"{PathText()} is ending and can have no more children");
        var children = Extras.EnsureChildren();
        var child = new ActorCell(_system, this, props, name ?? children.NextName());
        children.Add(child);
        child.Start();
        return child;
    }

    internal (object? Message, IActorRef? Sender) Current => (_message, _sender);

    internal long Handled => _handled;

    void RestartReceiveTimeout()
    {
        if (_extras is not { } extras)
            return;
        extras.ReceiveTimeout?.Cancel();
        extras.ReceiveTimeout = extras.ReceiveTimeoutSetting is { } interval ? new ReceiveTimeoutEntry(this, interval) : null;
        extras.ReceiveTimeout?.Start();
    }

    void CancelStopping()
    {
        if (_extras is not { } extras)
            return;
        Volatile.Write(ref extras.StopSeen, true);
        Interlocked.MemoryBarrier();
        try
        {
            Volatile.Read(ref extras.Stopping)?.Cancel();
        }
        catch (AggregateException failure)
        {
            Log(KernelEvents.HookFailed, KernelLogLevel.Error, "A callback of the Stopping token threw", failure);
        }
    }
}
