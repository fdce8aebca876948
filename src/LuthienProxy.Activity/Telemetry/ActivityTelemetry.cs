using System.Diagnostics.Metrics;

namespace LuthienProxy.Activity.Telemetry;

/// <summary>What this room measures. Free when nobody listens.</summary>
static class ActivityTelemetry
{
    public const string Name = "LuthienProxy.Activity";

    static readonly Meter Meter = new(Name);

    static readonly UpDownCounter<int> Connections = Meter.CreateUpDownCounter<int>("luthien.activity.connections", description: "Subscribers of the activity stream");
    static readonly Counter<long> Refused = Meter.CreateCounter<long>("luthien.activity.refused", description: "Subscribers over a limit, by limit");
    static readonly Counter<long> Published = Meter.CreateCounter<long>("luthien.activity.events", description: "Events published, by where they came from");
    static readonly Counter<long> Dropped = Meter.CreateCounter<long>("luthien.activity.dropped", description: "Events dropped, by where: node (of this node, for everybody), channel (of other nodes, here), subscriber (one that was too slow), redis (of this node, for others)");
    static readonly Histogram<double> Latency = Meter.CreateHistogram<double>("luthien.activity.latency", "ms", "From an event's publication until a subscriber's transport had it, the oldest event of each write");
    static readonly UpDownCounter<int> RedisUp = Meter.CreateUpDownCounter<int>("luthien.redis.up", description: "Whether the connection to Redis stands");
    static readonly Histogram<double> RedisLatency = Meter.CreateHistogram<double>("luthien.redis.latency", "ms", "From handing events to Redis, up to 256 at once, until it confirmed them");
    static readonly Counter<long> RedisConnects = Meter.CreateCounter<long>("luthien.redis.connects", description: "Attempts to connect to Redis, by outcome");

    public static void Connected(int change) => Connections.Add(change);

    public static void RefusedAt(string limit) => Refused.Add(1, new KeyValuePair<string, object?>("limit", limit));

    public static void Heard(string source) => Published.Add(1, new KeyValuePair<string, object?>("source", source));

    public static void Overtaken(long events) => Drop("subscriber", events);

    public static void IntakeOverflowed(long events, string source) => Drop(source, events);

    public static void RedisDropped(long events) => Drop("redis", events);

    public static void Delivered(TimeSpan age) => Latency.Record(age.TotalMilliseconds);

    public static void RedisIsUp(bool isUp) => RedisUp.Add(isUp ? 1 : -1);

    public static void RedisTook(TimeSpan time) => RedisLatency.Record(time.TotalMilliseconds);

    public static void RedisTried(bool isConnected) => RedisConnects.Add(1, new KeyValuePair<string, object?>("outcome", isConnected ? "connected" : "failed"));

    static void Drop(string where, long events)
    {
        if (events > 0)
            Dropped.Add(events, new KeyValuePair<string, object?>("where", where));
    }
}
