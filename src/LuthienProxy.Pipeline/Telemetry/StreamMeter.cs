using System.Diagnostics.Metrics;
using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Telemetry;

/// <summary>What one gateway's streams deliver and hold, under the room's meter's name: looked at when a collector asks, so that a delta costs nothing. Thread-safe.</summary>
sealed class StreamMeter : IDisposable
{
    readonly Meter _meter = new(PipelineTelemetry.Name);

    /// <param name="calls">The gateway's calls.</param>
    public StreamMeter(LiveCalls calls)
    {
        _meter.CreateObservableUpDownCounter("luthien.streams.active", () => calls.Streams.Count(), description: "Streamed answers under way");
        _meter.CreateObservableCounter("luthien.streams.chunks", () => Chunks(calls), description: "Events of streamed answers that were written to clients, by wire format; its rate is the rate of chunks");
        _meter.CreateObservableUpDownCounter("luthien.streams.retained_bytes", () => Retained(calls), "By", "Bytes that the buffers of all streams hold now, by buffer (request, framing, policies, recording, delivery)");
        _meter.CreateObservableGauge("luthien.streams.largest_bytes", () => Largest(calls), "By", "Bytes that the buffers of the largest stream hold now");
    }

    public void Dispose() => _meter.Dispose();

    static IEnumerable<Measurement<long>> Chunks(LiveCalls calls) =>
        calls.Chunks().Select(static sum => new Measurement<long>(sum.Value, new KeyValuePair<string, object?>("format", sum.Key)));

    static Measurement<long>[] Retained(LiveCalls calls)
    {
        var all = default(RetainedBytes);
        foreach (var exchange in calls.Streams)
            all += exchange.Retained;
        return
        [
            Of("request", all.Request),
            Of("framing", all.Framing),
            Of("policies", all.Policies),
            Of("recording", all.Recording),
            Of("delivery", all.Delivery),
        ];
    }

    static long Largest(LiveCalls calls) => calls.Streams.Select(static exchange => exchange.Retained.Total).DefaultIfEmpty().Max();

    static Measurement<long> Of(string buffer, long bytes) => new(bytes, new KeyValuePair<string, object?>("buffer", buffer));
}
