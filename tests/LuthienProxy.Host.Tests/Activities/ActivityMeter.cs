using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LuthienProxy.Host.Tests.Activities;

/// <summary>What the activity room measures in this process while this lives, as a collector of metrics adds it up.</summary>
sealed class ActivityMeter : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ConcurrentQueue<(string Name, double Value, string? Tag)> _measured = new();
    readonly MeterListener _listener = new();

    public ActivityMeter()
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

    /// <summary>The sum of a counter or of the changes of a gauge; with a tag, of what bears it.</summary>
    public double Sum(string instrument, string? tag = null) => _measured.Where(one => one.Name == instrument && (tag is null || one.Tag == tag)).Sum(one => one.Value);

    /// <summary>The values of a histogram.</summary>
    public IReadOnlyList<double> Of(string instrument) => [.. _measured.Where(one => one.Name == instrument).Select(one => one.Value)];

    /// <summary>Waits until a sum is this one.</summary>
    public async Task SumAsync(string instrument, double sum, string? tag = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Sum(instrument, tag) != sum)
            await pause.WaitForNextTickAsync(patience.Token);
    }

    public void Dispose() => _listener.Dispose();

    void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, tags.Length == 0 ? null : $"{tags[0].Value}"));
}
