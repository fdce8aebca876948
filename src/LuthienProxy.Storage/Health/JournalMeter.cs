using System.Diagnostics.Metrics;

namespace LuthienProxy.Storage.Health;

/// <summary>The room's one <see cref="Meter"/>, <c>LuthienProxy.Storage</c>, and the journal's instruments <c>luthien.journal.*</c>. Free when nobody listens.</summary>
sealed class JournalMeter : IDisposable
{
    public const string Name = "LuthienProxy.Storage";

    readonly Meter _meter = new(Name);

    public JournalMeter(Func<JournalHealth> health)
    {
        Appends = _meter.CreateCounter<long>("luthien.journal.appends", description: "Batches handed over, by what became of them");
        Events = _meter.CreateCounter<long>("luthien.journal.events", description: "Events put on record");
        Dropped = _meter.CreateCounter<long>("luthien.journal.dropped_events", description: "Events that did not come to the record, by cause");
        Failures = _meter.CreateCounter<long>("luthien.journal.store_failures", description: "Calls of the database that failed, by kind");
        Damage = _meter.CreateCounter<long>("luthien.journal.spool_damage", description: "Places on the spool that could not be read");
        CommitBatches = _meter.CreateHistogram<int>("luthien.journal.commit_batches", description: "Batches in a commit");
        CommitDuration = _meter.CreateHistogram<double>("luthien.journal.commit_duration", "ms");
        _meter.CreateObservableGauge("luthien.journal.lag", () => health().Lag.TotalMilliseconds, "ms", "Age of the oldest batch without an answer");
        _meter.CreateObservableGauge("luthien.journal.queue_depth", () => health().QueueDepth, description: "Batches without an answer");
        _meter.CreateObservableGauge("luthien.journal.spool_bytes", () => health().SpoolBytes, "By", "Bytes of the spool's files");
        _meter.CreateObservableGauge("luthien.journal.spool_records", () => health().SpoolRecords, description: "Batches on the spool that are not in the database yet");
        _meter.CreateObservableGauge("luthien.journal.breaker_state", () => (int)health().Breaker, description: "0 closed, 1 half open, 2 open");
        _meter.CreateObservableGauge("luthien.journal.state", () => (int)health().State, description: "0 healthy, 1 degraded, 2 unhealthy");
    }

    public Counter<long> Appends { get; }

    public Counter<long> Events { get; }

    public Counter<long> Dropped { get; }

    public Counter<long> Failures { get; }

    public Counter<long> Damage { get; }

    public Histogram<int> CommitBatches { get; }

    public Histogram<double> CommitDuration { get; }

    public void Dispose() => _meter.Dispose();
}
