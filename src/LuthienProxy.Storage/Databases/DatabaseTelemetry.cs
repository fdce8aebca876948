using System.Diagnostics.Metrics;

namespace LuthienProxy.Storage.Databases;

/// <summary>What the pools of connections tell. Free when nobody listens.</summary>
static class DatabaseTelemetry
{
    public const string Name = "LuthienProxy.Storage";

    static readonly Meter Meter = new(Name);

    static readonly UpDownCounter<int> InUse = Meter.CreateUpDownCounter<int>("luthien.storage.pool.in_use", description: "Connections that somebody holds");
    static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("luthien.storage.pool.wait", "ms", "How long callers waited for a connection");
    static readonly Counter<long> Refused = Meter.CreateCounter<long>("luthien.storage.pool.exhausted", description: "Callers that got no connection in time");

    public static void Used(string pool, int change) => InUse.Add(change, new KeyValuePair<string, object?>("pool", pool));

    public static void Waited(string pool, TimeSpan wait) => Wait.Record(wait.TotalMilliseconds, new KeyValuePair<string, object?>("pool", pool));

    public static void Exhausted(string pool) => Refused.Add(1, new KeyValuePair<string, object?>("pool", pool));
}
