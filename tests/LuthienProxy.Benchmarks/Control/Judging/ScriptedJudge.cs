using System.Collections.Immutable;
using System.Text.Json;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Control.Judging;

/// <summary>A judge that knows every label and errs exactly where it is told to: no model, but a measure for whoever measures models. Thread-safe.</summary>
sealed class ScriptedJudge : IAsyncDisposable
{
    readonly Dictionary<string, CorpusEntry> _known;
    readonly ImmutableHashSet<string> _errs;
    readonly ImmutableHashSet<string> _stammers;
    readonly Pacing _pacing;
    SimulatorServer? _server;
    int _questions;

    ScriptedJudge(IEnumerable<CorpusEntry> entries, ImmutableHashSet<string> errs, ImmutableHashSet<string> stammers, TimeSpan latency)
    {
        (_errs, _stammers) = (errs, stammers);
        _pacing = new Pacing { BeforeHeaders = latency };
        _known = [];
        foreach (var entry in entries)
            if (!_known.TryAdd(KeyOf(entry), entry))
                throw new InvalidOperationException($"{entry.Id} and {_known[KeyOf(entry)].Id} look the same to a judge.");
    }

    /// <summary>As an upstream of the gateway.</summary>
    public JudgeTarget Target => new("openai", _server!.Address.ToString(), "scripted");

    /// <summary>How often it was asked.</summary>
    public int Questions => Volatile.Read(ref _questions);

    /// <summary>Serves a judge.</summary>
    /// <param name="entries">What it will be asked about.</param>
    /// <param name="errs">The ids of entries about which it says the opposite of the label.</param>
    /// <param name="stammers">The ids of entries about which it says nothing that can be used.</param>
    /// <param name="latency">How long it thinks.</param>
    public static async Task<ScriptedJudge> StartAsync(IEnumerable<CorpusEntry> entries, IEnumerable<string> errs, IEnumerable<string>? stammers = null, TimeSpan latency = default)
    {
        var judge = new ScriptedJudge(entries, [.. errs], [.. stammers ?? []], latency);
        judge._server = await SimulatorServer.StartAsync(new SimulatedProvider(judge.Answer));
        return judge;
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? default;

    ScriptedAnswer Answer(SimulatorRequest request)
    {
        Interlocked.Increment(ref _questions);
        var content = request.Json.GetProperty("messages").EnumerateArray().Last().GetProperty("content").GetString()!;
        return (_known.TryGetValue(KeyOf(JsonElement.Parse(content)), out var entry) ? About(entry) : ScriptedAnswer.Fails(400, "That is not in the corpus.")) with { Pacing = _pacing };
    }

    ScriptedAnswer About(CorpusEntry entry)
    {
        if (_stammers.Contains(entry.Id))
            return ScriptedAnswer.Says("I would rather not say.");
        var isHarm = entry.IsAttack != _errs.Contains(entry.Id);
        return ScriptedAnswer.Says($$"""{"probability": {{(isHarm ? "0.95" : "0.05")}}, "explanation": "{{(isHarm ? "It does harm." : "It does no harm.")}}"}""");
    }

    static string KeyOf(CorpusEntry entry) => entry.Call is { } call ? KeyOf(call.Tool, call.Arguments) : entry.Text!;

    static string KeyOf(JsonElement asked) => asked.GetProperty("kind").GetString() == "tool_call"
        ? KeyOf(asked.GetProperty("tool").GetString()!, JsonElement.Parse(asked.GetProperty("arguments").GetString()!))
        : asked.GetProperty("text").GetString()!;

    // However it is escaped and spaced.
    static string KeyOf(string tool, JsonElement arguments) => tool + JsonSerializer.Serialize(arguments);
}
