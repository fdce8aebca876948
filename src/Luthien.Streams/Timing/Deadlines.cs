namespace Luthien.Streams;

/// <summary>The one timer of a run. Elements never touch it: deadlines compare timestamps when it fires, and it is armed anew for what remains.</summary>
sealed class Deadlines(TimeProvider time) : IAsyncDisposable
{
    /// <summary>What remains of a deadline that counts as passed: timers are no finer.</summary>
    internal static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    readonly Lock _gate = new();
    readonly List<IDeadline> _parts = [];
    ITimer? _timer;
    TimeSpan _armedFor = TimeSpan.MaxValue;
    long _armedAt;

    /// <summary>Stops the timer and waits for a callback that runs.</summary>
    public ValueTask DisposeAsync() => _timer?.DisposeAsync() ?? default;

    internal void Add(IDeadline part) => _parts.Add(part);

    internal void Start()
    {
        _timer = time.CreateTimer(static state => ((Deadlines)state!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Tick();
    }

    /// <summary>Makes the timer fire within <paramref name="delay"/>, or sooner if it was going to.</summary>
    internal void ArmWithin(TimeSpan delay)
    {
        if (delay == TimeSpan.MaxValue)
            return;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_armedFor != TimeSpan.MaxValue && _armedFor - time.GetElapsedTime(_armedAt, now) <= delay)
                return;
            _armedFor = delay;
            _armedAt = now;
            _timer?.Change(delay < Grain ? Grain : delay > Longest ? Longest : delay, Timeout.InfiniteTimeSpan);
        }
    }

    void Tick()
    {
        lock (_gate)
            _armedFor = TimeSpan.MaxValue;
        var now = time.GetTimestamp();
        var next = TimeSpan.MaxValue;
        foreach (var part in _parts)
        {
            var again = part.Check(now);
            if (again < next)
                next = again;
        }

        ArmWithin(next);
    }
}
