namespace Luthien.Actors;

/// <summary>The ref an answer goes to: no registry, one object with its task, one entry in the wheel.</summary>
sealed class PromiseRef<T>(InternalActorRef target, Type messageType, TimeSpan timeout) : InternalActorRef
{
    readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Deadline? _deadline;
    CancellationTokenRegistration _cancellation;

    public override ActorPath Path => new("/temp/ask", 0);

    internal override ActorSystem System => target.System;

    internal Task<T> Task => _source.Task;

    public override void Tell(object message, IActorRef? sender = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        var taken = message switch
        {
            Status.Failure failure => _source.TrySetException(failure.Cause),
            T answer => _source.TrySetResult(answer),
            _ => RefuseType(message, sender),
        };
        if (taken)
            Disarm();
        else if (!_source.Task.IsCanceled)
            System.DeadLetters.Receive(message, sender, this);
    }

    internal void Arm(CancellationToken ct)
    {
        _deadline = new Deadline(this);
        System.Wheel.Add(_deadline, timeout);
        if (ct.CanBeCanceled)
            _cancellation = ct.UnsafeRegister(static (promise, token) => ((PromiseRef<T>)promise!).Cancel(token), this);
    }

    internal override void SendSystem(SystemMessage message)
    {
        if (message.Kind == SystemKind.Watch)
            message.Subject!.SendSystem(new SystemMessage(SystemKind.Died, this, detail: this));
    }

    bool RefuseType(object message, IActorRef? sender)
    {
        if (!_source.TrySetException(new ArgumentException($"Asked for {typeof(T).Name}, answered with {message.GetType().Name}")))
            return false;
        System.DeadLetters.Receive(message, sender, this);
        return true;
    }

    void Cancel(CancellationToken ct)
    {
        if (_source.TrySetCanceled(ct))
            DeadlineWheel.Cancel(_deadline!);
    }

    void Disarm()
    {
        DeadlineWheel.Cancel(_deadline!);
        // Not Dispose, which would wait for a callback that runs at this moment.
        _cancellation.Unregister();
    }

    void TimeOut()
    {
        if (_source.TrySetException(new AskTimeoutException(target, messageType, timeout)))
            _cancellation.Unregister();
    }

    sealed class Deadline(PromiseRef<T> promise) : WheelEntry
    {
        internal override void Fire() => promise.TimeOut();
    }
}
