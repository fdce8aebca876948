namespace Luthien.Hocon.Tests.Configuration;

/// <summary>A clock that moves when told, with the timers that hang on it.</summary>
sealed class ManualClock : TimeProvider
{
    readonly List<Alarm> _alarms = [];
    TimeSpan _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        _alarms.Add(alarm);
        return alarm;
    }

    public void Advance(int milliseconds)
    {
        _now += TimeSpan.FromMilliseconds(milliseconds);
        _alarms.ForEach(a => a.RingIfDue());
    }

    sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        TimeSpan? _due;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
            return true;
        }

        public void RingIfDue()
        {
            if (_due is not { } due || due > clock._now)
                return;
            _due = null;
            ring();
        }

        public void Dispose() => _due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
