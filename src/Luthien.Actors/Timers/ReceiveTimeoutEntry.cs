namespace Luthien.Actors;

/// <summary>
/// A receive timeout: a message only notes the time; the entry looks when it fires whether the silence was long enough and
/// otherwise sleeps for the rest. So a busy actor never touches the wheel.
/// </summary>
sealed class ReceiveTimeoutEntry(ActorCell cell, TimeSpan interval) : WheelEntry, IOwnNotice
{
    long _lastActivity = cell.System.Time.GetTimestamp();
    bool _cancelled;

    internal void Start() => cell.System.Wheel.Add(this, interval);

    internal void Cancel()
    {
        Volatile.Write(ref _cancelled, true);
        DeadlineWheel.Cancel(this);
    }

    /// <summary>A qualifying message has been handled.</summary>
    internal void Touch() => _lastActivity = cell.System.Time.GetTimestamp();

    /// <summary>In the actor's turn: true when the silence was long enough. Arms the next round either way.</summary>
    internal bool Accept()
    {
        if (_cancelled)
            return false;
        var rest = interval - cell.System.Time.GetElapsedTime(_lastActivity);
        var silent = rest <= TimeSpan.Zero;
        if (silent)
            Touch();
        cell.System.Wheel.Add(this, silent ? interval : rest);
        return silent;
    }

    internal override void Fire()
    {
        if (!Volatile.Read(ref _cancelled))
            cell.PostInternal(this, sender: null);
    }
}
