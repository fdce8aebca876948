using System.Collections.Concurrent;
using System.Net;
using System.Text;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Control.Calls;

/// <summary>A provider whose models say the entries of the corpus, and which keeps what it was asked. Thread-safe.</summary>
sealed class CorpusProvider : IAsyncDisposable
{
    readonly ConcurrentDictionary<(SimulatorApi Api, string Model), string> _asked = new();
    readonly ConcurrentDictionary<string, ScriptedAnswer> _answers = new(StringComparer.Ordinal);
    readonly Dictionary<string, CorpusEntry> _entries;
    readonly Func<SimulatorRequest, ScriptedAnswer> _otherwise;
    SimulatorServer? _server;

    CorpusProvider(IEnumerable<CorpusEntry> entries, Func<SimulatorRequest, ScriptedAnswer> otherwise)
    {
        _entries = entries.ToDictionary(entry => entry.Id, StringComparer.Ordinal);
        _otherwise = otherwise;
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address => new(IPAddress.Loopback, _server!.Address.Port);

    /// <summary>Serves the entries; <paramref name="otherwise"/> answers all other models.</summary>
    public static async Task<CorpusProvider> StartAsync(IEnumerable<CorpusEntry> entries, Func<SimulatorRequest, ScriptedAnswer>? otherwise = null)
    {
        var provider = new CorpusProvider(entries, otherwise ?? ModelScripts.Answer);
        provider._server = await SimulatorServer.StartAsync(new SimulatedProvider(provider.Answer));
        return provider;
    }

    /// <summary>The body of the last request for this; null when there was none. It is forgotten then.</summary>
    public string? Asked(Ask ask) => _asked.TryRemove((ask.Api, ask.Model), out var body) ? body : null;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    ScriptedAnswer Answer(SimulatorRequest request)
    {
        if (Ask.Read(request.Model) is not { } asked)
            return _otherwise(request);
        _asked[(request.Api!.Value, request.Model)] = Plain(request.Body.Span);
        return _answers.GetOrAdd(request.Model, _ => Ask.Answer(_entries[asked.Id], asked.Delivery));
    }

    // Escapes are one's own choice: each string as it would be written with as few as there must be.
    static string Plain(ReadOnlySpan<byte> body) =>
        System.Text.Json.Nodes.JsonNode.Parse(Encoding.UTF8.GetString(body))!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
