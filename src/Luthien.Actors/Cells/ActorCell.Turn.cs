namespace Luthien.Actors;

partial class ActorCell
{
    /// <summary>How often a turn looks at the clock: reading it costs as much as a small message.</summary>
    const int ClockStride = 8;

    /// <summary>The thread of the turn that runs, to tell an actor that asks itself; no context hangs on it.</summary>
    int _turnThread;

    internal bool IsInItsTurnHere => Volatile.Read(ref _turnThread) == Environment.CurrentManagedThreadId;

    bool Awaiting => _extras?.Pending is { Active: true };

    bool MayHandleUserMessages => _phase == CellPhase.Running && _suspensions == 0 && !Awaiting;

    void IThreadPoolWorkItem.Execute()
    {
        _turnThread = Environment.CurrentManagedThreadId;
        if (_phase == CellPhase.New)
            StartActor();
        if (RunTurn())
            Rest();
        else if (_phase == CellPhase.Closed)
            _turnThread = 0;
    }

    /// <summary>False when the cell must not rest: it is closed, or has asked for another turn.</summary>
    bool RunTurn()
    {
        var options = _system.Options;
        var began = 0L;
        for (var handled = 0; ; handled++)
        {
            // 3. System messages go first, unless a handler is still at work: then they are only looked at.
            if (Awaiting && !TryEndPending())
                return true;
            HandleSystemMessages();
            if (_phase == CellPhase.Closed)
                return false;
            if (!MayHandleUserMessages)
                return true;
            if (handled == options.Throughput || (handled % ClockStride == 0 && TimeIsUp(ref began, options)))
            {
                _turnThread = 0;
                _system.Dispatcher.Schedule(this, preferLocal: false);
                return false;
            }

            if (!TryTake(out var message, out var sender))
                return true;
            Handle(message, sender);
        }
    }

    bool TimeIsUp(ref long began, ActorSystemOptions options)
    {
        if (began != 0)
            return _system.Time.GetElapsedTime(began) >= options.TurnLimit;
        began = _system.Time.GetTimestamp();
        return false;
    }

    /// <summary>Gives the turn up. After the exchange another thread may own the cell: only shared state is read.</summary>
    void Rest()
    {
        var handler = _extras?.Pending is { Active: true } pending ? pending : null;
        var state = MayHandleUserMessages ? Resting : SystemOnly;
        _turnThread = 0;
        Interlocked.Exchange(ref _turn, state);
        var due = Volatile.Read(ref _systemInbox) is not null
            || handler is { Done: true }
            || (state == Resting && HasUserMessages());
        if (due && Interlocked.CompareExchange(ref _turn, Scheduled, state) == state)
            _system.Dispatcher.Schedule(this, preferLocal: true);
    }

    bool HasUserMessages() => Volatile.Read(ref _inbox) is not null || _extras?.Bounded is { Depth: > 0 };

    void HandleSystemMessages()
    {
        while (TryTakeSystem(out var message))
        {
            try
            {
                HandleSystem(message);
            }
            catch (Exception failure)
            {
                // A decider or a hook of a strategy threw: that is this actor's own failure.
                Fail(failure);
            }

            if (_phase == CellPhase.Closed)
                return;
        }
    }

    bool TryTakeSystem(out SystemMessage message)
    {
        if (_systemOutbox is null)
            DrainSystemInbox();
        message = _systemOutbox!;
        if (message is null)
            return false;
        _systemOutbox = message.Next;
        message.Next = null;
        return true;
    }

    void DrainSystemInbox()
    {
        if (Volatile.Read(ref _systemInbox) is not null)
            AppendSystem(Interlocked.Exchange(ref _systemInbox, null));
    }

    /// <summary>Moves what has come behind what is already drained, oldest first.</summary>
    void AppendSystem(SystemMessage? newest)
    {
        SystemMessage? oldest = null;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }

        if (_systemOutbox is null)
        {
            _systemOutbox = oldest;
            return;
        }

        var last = _systemOutbox;
        while (last.Next is not null)
            last = last.Next;
        last.Next = oldest;
    }

    void HandleSystem(SystemMessage message)
    {
        switch (message.Kind)
        {
            case SystemKind.Watch:
                Extras.Watchers.Add(message.Subject!);
                break;
            case SystemKind.Unwatch:
                Extras.Watchers.Remove(message.Subject!);
                break;
            case SystemKind.Died:
                OnDied(message.Subject!, existenceConfirmed: message.Detail is null);
                break;
            case SystemKind.ChildGone:
                OnChildGone((ActorCell)message.Subject!);
                break;
            case SystemKind.Failed:
                OnChildFailed((ActorCell)message.Subject!, message.Cause!, message.Detail as Type);
                break;
            case SystemKind.Suspend:
                OnSuspend();
                break;
            case SystemKind.Resume:
                OnResume(message.Cause);
                break;
            case SystemKind.Recreate:
                OnRecreate(message.Cause!);
                break;
            case SystemKind.Terminate:
                OnTerminate();
                break;
            case SystemKind.GraceOver:
                // The handler ended meanwhile.
                break;
        }
    }
}
