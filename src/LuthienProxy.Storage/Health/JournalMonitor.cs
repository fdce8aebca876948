using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Writers;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Health;

/// <summary>Hears what happens to the journal's events, counts it, logs each change of state once, and tells how the journal is. Thread-safe.</summary>
sealed partial class JournalMonitor : IDisposable
{
    readonly TimeProvider _time;
    readonly ILogger _log;
    readonly JournalMeter _meter;
    readonly PendingAppends _pending = new();
    readonly SizeRing _sizes = new();
    readonly SizeRing _microseconds = new();
    readonly Lock _lock = new();
    EventSpool? _spool;
    long _events;
    long _dropped;
    long _unanswered;

    public JournalMonitor(TimeProvider time, ILogger log)
    {
        (_time, _log, _since) = (time, log, time.GetUtcNow());
        _meter = new JournalMeter(Snapshot);
    }

    public void Watch(EventSpool spool)
    {
        _spool = spool;
        if (spool.Records > 0)
            JournalLog.SpoolFound(_log, spool.Records, spool.Bytes);
        Judge();
    }

    /// <summary>Hears of what was dropped before the record could say anything about it.</summary>
    public Action<JournalBatch>? Lost { get; set; }

    /// <summary>An append was handed over. Dispose what is returned when it is answered.</summary>
    public IDisposable Begin(Append append) => new PendingAppend(this, append);

    public void Committed(int batches, int events, TimeSpan took)
    {
        _sizes.Add(batches);
        _microseconds.Add((int)Math.Min(took.TotalMicroseconds, int.MaxValue));
        Interlocked.Add(ref _events, events);
        _meter.Events.Add(events);
        _meter.CommitBatches.Record(batches);
        _meter.CommitDuration.Record(took.TotalMilliseconds);
        // Nothing needs the spool any more.
        if (_spool is not { HasBacklog: true })
            SetSpoolFault(null);
    }

    public void StoreFailed(Exception cause)
    {
        _lastFailure = cause;
        _meter.Failures.Add(1, new KeyValuePair<string, object?>("kind", cause is StoreException { Fault: var fault } ? fault.ToString() : cause.GetType().Name));
    }

    public void Dropped(DropCause cause, JournalBatch batch)
    {
        if (cause is DropCause.Queue or DropCause.Spool or DropCause.Crash)
            Lost?.Invoke(batch);
        if (cause is DropCause.Unknown)
            Interlocked.Increment(ref _unanswered);
        else
            Interlocked.Add(ref _dropped, Count(batch));
        _meter.Dropped.Add(Count(batch), new KeyValuePair<string, object?>("cause", cause.ToString()));
    }

    public void Refused(JournalBatch batch, RefusalReason reason)
    {
        JournalLog.Refused(_log, batch.TransactionId, FirstOf(batch), reason);
        Dropped(DropCause.Refused, batch);
    }

    public void Unstorable(JournalBatch batch, Exception cause) => JournalLog.Unstorable(_log, batch.TransactionId, FirstOf(batch), cause);

    public void Flushed(bool isComplete)
    {
        if (!isComplete)
            JournalLog.NotFlushed(_log, _pending.Count);
        JournalLog.Flushed(_log, Interlocked.Read(ref _events), _spool?.Records ?? 0, Interlocked.Read(ref _dropped));
    }

    public JournalHealth Snapshot()
    {
        lock (_lock)
            return new JournalHealth
            {
                State = _state,
                Reasons = _reasons,
                Since = _since,
                Lag = _pending.Oldest is { } oldest ? _time.GetElapsedTime(oldest) : TimeSpan.Zero,
                QueueDepth = _pending.Count,
                BatchP50 = _sizes.Percentile(0.5),
                BatchP99 = _sizes.Percentile(0.99),
                CommitP50 = TimeSpan.FromMicroseconds(_microseconds.Percentile(0.5)),
                CommitP99 = TimeSpan.FromMicroseconds(_microseconds.Percentile(0.99)),
                WrittenEvents = Interlocked.Read(ref _events),
                Breaker = _breaker,
                SpoolBytes = _spool?.Bytes ?? 0,
                SpoolRecords = _spool?.Records ?? 0,
                DroppedEvents = Interlocked.Read(ref _dropped),
                Unanswered = Interlocked.Read(ref _unanswered),
            };
    }

    public void Dispose() => _meter.Dispose();

    static int Count(JournalBatch batch) => batch.Change is not null ? 1 : batch.Entries.IsDefault ? 0 : batch.Entries.Length;

    static int FirstOf(JournalBatch batch) => batch.Change is not null ? 1 : batch.Entries[0].Sequence;

    sealed class PendingAppend(JournalMonitor monitor, Append append) : IDisposable
    {
        readonly LinkedListNode<Append> _node = monitor._pending.Add(append);

        public void Dispose()
        {
            monitor._pending.Remove(_node);
            if (append.Answer.IsCompletedSuccessfully)
                monitor._meter.Appends.Add(1, new KeyValuePair<string, object?>("receipt", append.Answer.GetAwaiter().GetResult().ToString()));
        }
    }
}
