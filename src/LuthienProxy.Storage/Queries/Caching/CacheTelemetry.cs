using System.Diagnostics.Metrics;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>What one cache tells. Free when nobody listens.</summary>
sealed class CacheTelemetry : IDisposable
{
    readonly Meter _meter = new(DatabaseTelemetry.Name);
    readonly Counter<long> _answers;
    long _hits;
    long _misses;

    internal CacheTelemetry(Func<long> bytes)
    {
        _answers = _meter.CreateCounter<long>("luthien.queries.cache.answers", description: "Questions about one call, by whether the cache could answer (result: hit, miss)");
        _meter.CreateObservableGauge("luthien.queries.cache.hit_ratio", () => HitRatio, description: "Share of them that it could, since the start");
        _meter.CreateObservableGauge("luthien.queries.cache.size", bytes, "By", "Bytes of answers that are held");
    }

    /// <summary>The share of hits, 0 to 1; 0 before the first question.</summary>
    internal double HitRatio => Interlocked.Read(ref _hits) is var hits && hits + Interlocked.Read(ref _misses) is > 0 and var all ? (double)hits / all : 0;

    internal void Hit()
    {
        Interlocked.Increment(ref _hits);
        _answers.Add(1, new KeyValuePair<string, object?>("result", "hit"));
    }

    internal void Miss()
    {
        Interlocked.Increment(ref _misses);
        _answers.Add(1, new KeyValuePair<string, object?>("result", "miss"));
    }

    public void Dispose() => _meter.Dispose();
}
