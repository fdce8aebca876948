using Luthien.TestKit;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A clock that stands still until a test moves it, and tells when a timer of a certain length is armed: so a test knows that somebody waits.</summary>
public sealed class WatchedTime : TimeProvider
{
    readonly ManualTime _time = new();
    readonly Lock _lock = new();
    readonly Dictionary<TimeSpan, int> _armed = [];
    readonly List<(TimeSpan Due, int Times, TaskCompletionSource Told)> _waiting = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            var armed = _armed[dueTime] = _armed.GetValueOrDefault(dueTime) + 1;
            _waiting.FindAll(waiting => waiting.Due == dueTime && waiting.Times <= armed).ForEach(waiting => waiting.Told.TrySetResult());
        }
        return timer;
    }

    /// <summary>Completes when so many timers with that length were made since the clock was.</summary>
    public Task ArmedAsync(TimeSpan due, int times = 1)
    {
        lock (_lock)
        {
            if (_armed.GetValueOrDefault(due) >= times)
                return Task.CompletedTask;
            var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((due, times, told));
            return told.Task;
        }
    }

    public void Advance(TimeSpan by) => _time.Advance(by);
}
