namespace Luthien.TestKit;

/// <summary>A clock that stands still until a test moves it.</summary>
/// <remarks>
/// Thread-safe; one driver per test. Timestamps deliberately do not tick like <see cref="TimeSpan"/>s and do not begin at zero, so that
/// code that mixes the two fails. Callbacks run inline in <see cref="Advance"/>.
/// </remarks>
public sealed class ManualTime : TimeProvider
{
    // A power of two, so that conversions are exact.
    const long StampsPerTick = 4;
    const long FirstStamp = 1_234_567;
    const int MostCallbacksAtOneInstant = 100_000;

    readonly Lock _lock = new();
    readonly List<ManualTimer> _timers = [];
    readonly DateTimeOffset _start;
    TaskCompletionSource? _armed;
    long _now;

    /// <summary>A clock that stands at <paramref name="start"/>; by default in the year 2031, which no code may take for today.</summary>
    public ManualTime(DateTimeOffset? start = null) => _start = start ?? new DateTimeOffset(2031, 3, 7, 11, 13, 17, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond * StampsPerTick;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Time moved since the start.</summary>
    public TimeSpan Elapsed => TimeSpan.FromTicks(Volatile.Read(ref _now));

    /// <summary>How far away the next timer is; null when none is armed.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_lock)
                return _timers.Count == 0 ? null : TimeSpan.FromTicks(Math.Max(0, _timers.Min(timer => timer.Due) - _now));
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => FirstStamp + Volatile.Read(ref _now) * StampsPerTick;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + Elapsed;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock, stopping at every due timer on the way to run it.</summary>
    /// <exception cref="InvalidOperationException">Timers re-arm themselves for ever without letting time pass.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = Volatile.Read(ref _now) + by.Ticks;
        var callbacks = 0;
        var instant = -1L;
        while (TakeDue(target) is { } due)
        {
            if (instant != Volatile.Read(ref _now))
                (instant, callbacks) = (Volatile.Read(ref _now), 0);
            if (++callbacks > MostCallbacksAtOneInstant)
                throw new InvalidOperationException("Timers re-arm themselves for ever without letting time pass");
            due.Run();
        }

        Volatile.Write(ref _now, target);
    }

    /// <summary>Completes when a timer is armed, so that a test can see it before it moves the clock.</summary>
    public Task WaitForTimerAsync()
    {
        lock (_lock)
        {
            if (_timers.Count > 0)
                return Task.CompletedTask;
            return (_armed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    ManualTimer? TakeDue(long target)
    {
        lock (_lock)
        {
            var first = _timers.MinBy(timer => timer.Due);
            if (first is null || first.Due > target)
                return null;
            Volatile.Write(ref _now, Math.Max(_now, first.Due));
            _timers.Remove(first);
            if (first.Period > 0)
            {
                first.Due = _now + first.Period;
                _timers.Add(first);
            }

            return first;
        }
    }

    sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        bool _disposed;

        internal long Due { get; set; }

        internal long Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (_disposed)
                    return false;
                Period = period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks;
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                Due = time._now + dueTime.Ticks;
                time._timers.Add(this);
                time._armed?.TrySetResult();
                time._armed = null;
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._lock)
            {
                _disposed = true;
                time._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        internal void Run() => callback(state);
    }
}
