using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>What the room measures while this lives.</summary>
sealed class HeardMeter : IDisposable
{
    readonly ConcurrentQueue<(string Name, double Value, string? Tag)> _measured = new();
    readonly MeterListener _listener = new();

    public HeardMeter()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "LuthienProxy.Activity")
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<(double Value, string? Tag)> Of(string instrument) => [.. _measured.Where(one => one.Name == instrument).Select(one => (one.Value, one.Tag))];

    public void Dispose() => _listener.Dispose();

    void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, tags.Length == 0 ? null : $"{tags[0].Value}"));
}
