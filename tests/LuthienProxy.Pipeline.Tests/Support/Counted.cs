using System.Diagnostics.Metrics;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>What a counter of the pipeline counts while this lives; other specs' calls may be among it.</summary>
public sealed class Counted : IDisposable
{
    readonly MeterListener _listener = new();
    readonly TaskCompletionSource _counted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    long _sum;

    public Counted(string counter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == counter)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, value, _, _) =>
        {
            Interlocked.Add(ref _sum, value);
            _counted.TrySetResult();
        });
        _listener.Start();
    }

    public long Sum => Interlocked.Read(ref _sum);

    /// <summary>Completes when something was counted.</summary>
    public Task First => _counted.Task;

    public void Dispose() => _listener.Dispose();
}
