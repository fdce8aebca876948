using Luthien.TestKit;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A clock that stands still until a test moves it, and tells when a timer of a certain length is armed: so a test knows that somebody waits.</summary>
public sealed class WatchedTime : TimeProvider
{
    readonly ManualTime _time = new();
    readonly Lock _lock = new();
    readonly Dictionary<TimeSpan, TaskCompletionSource> _armed = [];

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = _time.CreateTimer(callback, state, dueTime, period);
        Of(dueTime).TrySetResult();
        return timer;
    }

    /// <summary>Completes when a timer was made with that length.</summary>
    public Task ArmedAsync(TimeSpan due) => Of(due).Task;

    public void Advance(TimeSpan by) => _time.Advance(by);

    TaskCompletionSource Of(TimeSpan due)
    {
        lock (_lock)
        {
            if (!_armed.TryGetValue(due, out var armed))
                _armed.Add(due, armed = new(TaskCreationOptions.RunContinuationsAsynchronously));
            return armed;
        }
    }
}
