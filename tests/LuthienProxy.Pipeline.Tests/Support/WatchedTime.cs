using Luthien.TestKit;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A clock that stands still until a test moves it, and tells when a timer of a certain length is armed: so a test knows that somebody waits.</summary>
public sealed class WatchedTime : TimeProvider
{
    readonly ManualTime _time = new();
    readonly Lock _lock = new();
    readonly Dictionary<TimeSpan, TaskCompletionSource> _ever = [];
    readonly Dictionary<TimeSpan, TaskCompletionSource> _next = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, _time.CreateTimer(callback, state, dueTime, period), dueTime);
        Armed(dueTime);
        return timer;
    }

    /// <summary>Completes when a timer was made with that length.</summary>
    public Task ArmedAsync(TimeSpan due) => Of(_ever, due).Task;

    /// <summary>Moves the clock by the length that a timer was made with, and waits until it is armed again.</summary>
    public async Task AdvanceOnceAsync(TimeSpan due)
    {
        var again = Of(_next, due).Task;
        Advance(due);
        await again;
    }

    public void Advance(TimeSpan by) => _time.Advance(by);

    TaskCompletionSource Of(Dictionary<TimeSpan, TaskCompletionSource> signals, TimeSpan due)
    {
        lock (_lock)
        {
            if (!signals.TryGetValue(due, out var armed))
                signals.Add(due, armed = new(TaskCreationOptions.RunContinuationsAsynchronously));
            return armed;
        }
    }

    void Armed(TimeSpan due)
    {
        TaskCompletionSource? next;
        lock (_lock)
            _next.Remove(due, out next);
        next?.TrySetResult();
        Of(_ever, due).TrySetResult();
    }

    sealed class WatchedTimer(WatchedTime time, ITimer timer, TimeSpan length) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var isChanged = timer.Change(dueTime, period);
            time.Armed(length);
            return isChanged;
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
