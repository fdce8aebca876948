namespace Luthien.Actors;

/// <summary>Watches one actor and completes with its end, or with false at the deadline.</summary>
sealed class EndPromise(InternalActorRef target) : InternalActorRef
{
    readonly TaskCompletionSource<bool> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Deadline? _deadline;

    public override ActorPath Path => new("/temp/end", 0);

    internal override ActorSystem System => target.System;

    internal Task<bool> Task => _source.Task;

    internal void Arm(TimeSpan timeout)
    {
        _deadline = new Deadline(this);
        System.Wheel.Add(_deadline, timeout);
    }

    internal override void SendSystem(SystemMessage message)
    {
        if (message.Kind == SystemKind.Died && _source.TrySetResult(true))
            DeadlineWheel.Cancel(_deadline!);
    }

    void TimeOut()
    {
        if (_source.TrySetResult(false))
            target.SendSystem(new SystemMessage(SystemKind.Unwatch, this));
    }

    sealed class Deadline(EndPromise promise) : WheelEntry
    {
        internal override void Fire() => promise.TimeOut();
    }
}
