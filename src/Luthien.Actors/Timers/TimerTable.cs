namespace Luthien.Actors;

/// <summary>The timers of one cell, made with the first.</summary>
sealed class TimerTable(ActorCell cell) : ITimerScheduler
{
    readonly Dictionary<object, TimerEntry> _timers = [];

    public void StartSingleTimer(object key, object message, TimeSpan delay) => Start(key, message, delay, TimerMode.Single);

    public void StartTimerWithFixedDelay(object key, object message, TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delay, TimeSpan.Zero);
        Start(key, message, delay, TimerMode.FixedDelay);
    }

    public void StartTimerAtFixedRate(object key, object message, TimeSpan interval)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        Start(key, message, interval, TimerMode.FixedRate);
    }

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var entry))
            entry.Cancel();
    }

    public void CancelAll()
    {
        foreach (var entry in _timers.Values)
            entry.Cancel();
        _timers.Clear();
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    /// <summary>The tick's message, or null when it belongs to a timer that was replaced or cancelled.</summary>
    internal object? Accept(TimerEntry tick)
    {
        if (_timers.GetValueOrDefault(tick.Key) != tick)
            return null;
        if (tick.Mode == TimerMode.Single)
            _timers.Remove(tick.Key);
        else
            tick.Handled();
        return tick.Message;
    }

    void Start(object key, object message, TimeSpan delay, TimerMode mode)
    {
        ArgumentNullException.ThrowIfNull(message);
        Cancel(key);
        var entry = new TimerEntry(cell, key, message, delay, mode);
        _timers.Add(key, entry);
        entry.Start();
    }
}
