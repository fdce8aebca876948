namespace Luthien.Actors;

partial class ActorCell
{
    /// <summary>Of messages that are handled at once one in so many is timed, and counts for as many: reading the clock costs as much as a small message.</summary>
    const int TimedEvery = 16;

    /// <summary>4. One message: the cell's own kinds first, then the behaviour.</summary>
    void Handle(object message, IActorRef? sender)
    {
        if (message is IAutoReceived)
        {
            if (Unwrap(ref message) is false)
                return;
            if (message is IAutoReceived)
            {
                AutoReceive(message, sender);
                return;
            }
        }

        Invoke(message, sender);
    }

    /// <summary>Ticks and notices carry the message they stand for; false when they are stale.</summary>
    bool Unwrap(ref object message)
    {
        var inner = message switch
        {
            TimerEntry tick => _extras?.Timers?.Accept(tick),
            DeathNotice notice => Accept(notice),
            ReceiveTimeoutEntry silence => silence == _extras?.ReceiveTimeout && silence.Accept() ? ReceiveTimeout.Instance : null,
            _ => message,
        };
        if (inner is null)
        {
            Extras.Discarded++;
            return false;
        }

        message = inner;
        return true;
    }

    void AutoReceive(object message, IActorRef? sender)
    {
        _handled++;
        switch (message)
        {
            case PoisonPill:
                SendSystem(new SystemMessage(SystemKind.Terminate));
                break;
            case Identify identify:
                sender?.Tell(new ActorIdentity(identify.Id, this), this);
                break;
            case Kill:
                FailAt(message, sender, new ActorKilledException());
                break;
            case Fail fail:
                FailAt(message, sender, fail.Cause);
                break;
        }
    }

    void FailAt(object message, IActorRef? sender, Exception cause)
    {
        (_message, _sender) = (message, sender);
        Fail(cause);
        ForgetMessage();
    }

    void Invoke(object message, IActorRef? sender)
    {
        (_message, _sender) = (message, sender);
        _handled++;
        var began = _handled % TimedEvery == 0 ? _system.Time.GetTimestamp() : 0;
        try
        {
            var task = _actor!.OnReceive(message);
            if (!task.IsCompleted)
            {
                BeginPending(task);
                return;
            }

            task.GetAwaiter().GetResult();
            NoteActivity(message);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        if (began != 0)
            (Extras.Times ??= new()).Add(_system.Time.GetElapsedTime(began), TimedEvery);
        ForgetMessage();
    }

    void BeginPending(ValueTask task)
    {
        var extras = Extras;
        if (extras.Pending is null or { Spent: true })
            extras.Pending = new PendingHandler(this);
        extras.Pending.Begin(task);
    }

    /// <summary>True when the cell may go on: the handler has ended or has been abandoned.</summary>
    bool TryEndPending()
    {
        var pending = _extras!.Pending!;
        DrainSystemInbox();
        if (!pending.Done && !AbandonAfterGrace(pending))
        {
            ObserveStop(pending);
            return false;
        }

        var awaited = _system.Time.GetElapsedTime(pending.Since);
        _extras.Awaited += awaited;
        _extras.Times?.Add(awaited, weight: 1);
        try
        {
            if (!pending.Abandoned)
                pending.End();
            NoteActivity(_message!);
        }
        catch (Exception failure)
        {
            Fail(failure);
        }

        ForgetMessage();
        return true;
    }

    /// <summary>A stop or restart is waiting: tell the handler through its token, and give it the grace.</summary>
    void ObserveStop(PendingHandler pending)
    {
        for (var message = _systemOutbox; message is not null; message = message.Next)
        {
            if (message.Kind is not (SystemKind.Terminate or SystemKind.Recreate))
                continue;
            CancelStopping();
            pending.StartGrace();
            return;
        }
    }

    bool AbandonAfterGrace(PendingHandler pending)
    {
        var over = false;
        for (var message = _systemOutbox; message is not null && !over; message = message.Next)
            over = message.Kind == SystemKind.GraceOver && message.Detail == pending;
        if (!over || !pending.TryAbandon())
            return false;

        // Its later effects are fenced off: the instance has lost its context. Hooks get it back for their own length.
        _actor!.Attach(null);
        Log(KernelEvents.HandlerAbandoned, KernelLogLevel.Error, $"The handler of {_message?.GetType().Name} did not end within the grace after a stop");
        return true;
    }

    void NoteActivity(object message)
    {
        if (_extras?.ReceiveTimeout is { } timeout && message is not (INotInfluenceReceiveTimeout or ReceiveTimeout))
            timeout.Touch();
    }

    void ForgetMessage() => (_message, _sender) = (null, null);
}
