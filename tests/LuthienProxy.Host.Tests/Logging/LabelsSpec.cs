using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LuthienProxy.Host.Tests.Logging;

/// <summary>
/// The transaction id is where a store of logs keeps it as structured metadata, and nowhere that it would make a series or stream of its own:
/// in no metric's tag, no logger's name, no template. The console is the process's, so nothing else may run.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Spec", "000-31d")]
public sealed class LabelsSpec : GatewaySpec, IDisposable
{
    readonly CapturedConsole _console = new();
    readonly ConcurrentBag<KeyValuePair<string, object?>> _tags = [];
    readonly ConcurrentBag<string> _instruments = [];
    readonly MeterListener _listener = new();

    public LabelsSpec()
    {
        _listener.InstrumentPublished = (instrument, listener) => Listen(instrument, listener);
        _listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Keep(tags));
        _listener.SetMeasurementEventCallback<int>((_, _, tags, _) => Keep(tags));
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Keep(tags));
        _listener.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _console.Dispose();
    }

    [Fact]
    public async Task No_metric_may_have_a_series_for_each_call()
    {
        var id = await CallAsync("luthien.log.level = fatal");
        _listener.RecordObservableInstruments();
        _instruments.ShouldContain("luthien.transactions");
        _tags.ShouldNotBeEmpty();
        _tags.Where(tag => tag.Key.EndsWith("_id", StringComparison.Ordinal) || $"{tag.Value}".Contains(id, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_line_must_hold_it_as_a_property_and_not_in_its_template()
    {
        var id = await CallAsync("luthien.log { format = json, level = verbose }");
        var lines = _console.Json.Where(line => line.GetRawText().Contains(id, StringComparison.Ordinal)).ToList();
        lines.ShouldNotBeEmpty();
        foreach (var line in lines)
        {
            line.GetProperty("Properties").GetProperty("transaction_id").GetString().ShouldBe(id);
            line.GetProperty("MessageTemplate").GetString()!.ShouldNotContain(id);
            line.GetProperty("Properties").TryGetProperty("SourceContext", out var source).ShouldBeTrue();
            source.GetString()!.ShouldNotContain(id);
        }
    }

    async Task<string> CallAsync(string config)
    {
        var gateway = await StartAsync(config);
        var response = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true));
        await response.Content.ReadAsByteArrayAsync();
        await gateway.App.StopAsync();
        return response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
    }

    void Listen(Instrument instrument, MeterListener listener)
    {
        if (!instrument.Meter.Name.StartsWith("Luthien", StringComparison.Ordinal))
            return;
        _instruments.Add(instrument.Name);
        listener.EnableMeasurementEvents(instrument);
    }

    void Keep(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
            _tags.Add(tag);
    }
}
