using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LuthienProxy.Fixtures.Metrics;

/// <summary>What a meter of this process measures while this lives, as a collector of metrics adds it up. Thread-safe.</summary>
public sealed class HeardMeter : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ConcurrentQueue<(string Name, double Value, string? Tag, string Tags)> _measured = new();
    readonly MeterListener _listener = new();

    /// <param name="meter">The meter's name.</param>
    public HeardMeter(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>What an instrument measured, each value with its first tag.</summary>
    public IReadOnlyList<(double Value, string? Tag)> Of(string instrument) => [.. _measured.Where(one => one.Name == instrument).Select(one => (one.Value, one.Tag))];

    /// <summary>What an instrument measured under these tags' values, in their order: <c>policy request</c>.</summary>
    public IReadOnlyList<double> Under(string instrument, string tags) => [.. _measured.Where(one => one.Name == instrument && one.Tags == tags).Select(one => one.Value)];

    /// <summary>What an instrument that is asked says now; with a tag, of what bears it. One test at a time.</summary>
    public double Now(string instrument, string? tag = null)
    {
        var before = Of(instrument).Count;
        _listener.RecordObservableInstruments();
        return Of(instrument).Skip(before).Where(one => tag is null || one.Tag == tag).Sum(one => one.Value);
    }

    /// <summary>The sum of a counter or of the changes of a gauge; with a tag, of what bears it.</summary>
    public double Sum(string instrument, string? tag = null) => Of(instrument).Where(one => tag is null || one.Tag == tag).Sum(one => one.Value);

    /// <summary>Waits until a sum is this one.</summary>
    public async Task SumAsync(string instrument, double sum, string? tag = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Sum(instrument, tag) != sum)
            await pause.WaitForNextTickAsync(patience.Token);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, tags.Length == 0 ? null : $"{tags[0].Value}", string.Join(' ', tags.ToArray().Select(tag => tag.Value))));
}
