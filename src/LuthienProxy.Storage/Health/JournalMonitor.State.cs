using System.Collections.Immutable;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Health;

/// <summary>The judgement: from what is known of the breaker and the spool to a state with its reasons.</summary>
partial class JournalMonitor
{
    HealthState _state;
    ImmutableArray<string> _reasons = [];
    DateTimeOffset _since;
    BreakerState _breaker;
    SpoolFault? _spoolFault;
    bool _spooling;
    string _opening = "";
    volatile Exception? _lastFailure;

    public void BreakerChanged(BreakerState state, string reason)
    {
        lock (_lock)
        {
            _breaker = state;
            _opening = state is BreakerState.Open ? reason : _opening;
        }
        if (state is BreakerState.Open)
            JournalLog.BreakerOpened(_log, reason, _lastFailure);
        else if (state is BreakerState.Closed)
            JournalLog.BreakerClosed(_log);
        Judge();
    }

    /// <summary>The spool has taken events.</summary>
    public void SpoolGrew() => Judge();

    /// <summary>Events of the spool have come to the database. One that is empty is not full.</summary>
    public void SpoolShrank()
    {
        if (_spool is { HasBacklog: false })
            SetSpoolFault(null);
        Judge();
    }

    /// <summary>The spool could not take events, or (null) could.</summary>
    public void SetSpoolFault(SpoolFault? fault, Exception? cause = null)
    {
        lock (_lock)
        {
            if (_spoolFault == fault)
                return;
            _spoolFault = fault;
        }
        if (cause is not null)
            JournalLog.SpoolFailed(_log, cause);
        Judge();
    }

    public void TornTail(string file, long bytes) => JournalLog.TornTail(_log, file, bytes);

    public void Damaged(string file, long offset, long bytes)
    {
        _meter.Damage.Add(1);
        JournalLog.Damaged(_log, file, offset, bytes);
    }

    public void InUse(string file) => JournalLog.InUse(_log, file);

    void Judge()
    {
        var records = _spool?.Records ?? 0;
        lock (_lock)
        {
            if (_spooling != records > 0)
            {
                _spooling = records > 0;
                LogSpooling(records);
            }
            ImmutableArray<string> reasons = [.. Reasons(records)];
            var state = _spoolFault is not null ? HealthState.Unhealthy : reasons.IsEmpty ? HealthState.Healthy : HealthState.Degraded;
            _reasons = reasons;
            if (state == _state)
                return;
            (_state, _since) = (state, _time.GetUtcNow());
            LogState();
        }
    }

    IEnumerable<string> Reasons(long records)
    {
        if (_spoolFault is SpoolFault.Full)
            yield return "the spool is full: events are dropped";
        if (_spoolFault is SpoolFault.Unwritable)
            yield return "the spool cannot be written: events are dropped";
        if (_breaker is not BreakerState.Closed)
            yield return $"the database is not asked: {_opening}";
        if (records > 0)
            yield return "events are spooled until the database has caught up";
    }

    void LogSpooling(long records)
    {
        if (_spooling)
            JournalLog.Spooling(_log, records, _opening.Length > 0 ? _opening : "the database did not take them");
        else
            JournalLog.CaughtUp(_log);
    }

    void LogState()
    {
        if (_state is HealthState.Healthy)
            JournalLog.Healthy(_log);
        else if (_state is HealthState.Degraded)
            JournalLog.Degraded(_log, string.Join("; ", _reasons));
        else
            JournalLog.Unhealthy(_log, string.Join("; ", _reasons));
    }
}
