namespace Luthien.Actors;

/// <summary>One timer and, in the mailbox, its own tick: the object is the generation, and a tick allocates nothing.</summary>
sealed class TimerEntry(ActorCell cell, object key, object message, TimeSpan period, TimerMode mode) : WheelEntry, IOwnNotice
{
    readonly long _started = cell.System.Time.GetTimestamp();
    long _ticks;
    int _outstanding;
    bool _cancelled;

    internal object Key => key;

    internal object Message => message;

    internal TimerMode Mode => mode;

    internal void Start() => cell.System.Wheel.Add(this, period);

    internal void Cancel()
    {
        Volatile.Write(ref _cancelled, true);
        DeadlineWheel.Cancel(this);
    }

    /// <summary>In the actor's turn: the tick has been taken from the mailbox.</summary>
    internal void Handled()
    {
        Volatile.Write(ref _outstanding, 0);
        if (mode == TimerMode.FixedDelay)
            Start();
    }

    internal override void Fire()
    {
        // A cancel that lost the race against the sweep must not arm the timer again; its tick is discarded when it is taken.
        if (Volatile.Read(ref _cancelled))
            return;
        if (mode == TimerMode.FixedRate)
            StartNextPeriod();
        if (Interlocked.Exchange(ref _outstanding, 1) == 0)
            cell.PostInternal(this, sender: null);
    }

    void StartNextPeriod()
    {
        // Measured from the start, so that lateness does not add up; periods that are already over are skipped.
        var elapsed = cell.System.Time.GetElapsedTime(_started).Ticks;
        _ticks = Math.Max(_ticks + 1, elapsed / period.Ticks);
        cell.System.Wheel.Add(this, TimeSpan.FromTicks((_ticks + 1) * period.Ticks - elapsed));
        if (Volatile.Read(ref _cancelled))
            DeadlineWheel.Cancel(this);
    }
}
