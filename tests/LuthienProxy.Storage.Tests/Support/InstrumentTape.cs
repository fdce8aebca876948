using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>Notes which of the journal's instruments measure something.</summary>
sealed class InstrumentTape : IDisposable
{
    readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    readonly MeterListener _listener = new();

    public InstrumentTape()
    {
        _listener.InstrumentPublished = static (instrument, self) =>
        {
            if (instrument.Meter.Name == "LuthienProxy.Storage")
                self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, _, _) => _seen[instrument.Name] = true);
        _listener.SetMeasurementEventCallback<int>((instrument, _, _, _) => _seen[instrument.Name] = true);
        _listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => _seen[instrument.Name] = true);
        _listener.Start();
    }

    public ICollection<string> Seen()
    {
        _listener.RecordObservableInstruments();
        return _seen.Keys;
    }

    public void Dispose() => _listener.Dispose();
}
