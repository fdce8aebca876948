using System.Collections.Frozen;
using System.Globalization;

namespace LuthienProxy.Simulator;

/// <summary>A model name with its query-like parameters. Each getter throws <see cref="FormatException"/> with a sentence for the caller.</summary>
sealed class ModelName
{
    const int MaxTextBytes = 64 << 20;

    static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["deltas"] = "number of deltas",
        ["size"] = "characters per delta",
        ["every"] = "time between deltas, like 20ms or 1.5s",
        ["first"] = "time before the first event",
        ["headers"] = "time before the headers",
        ["flush"] = "each or batch",
        ["stop"] = "end, max_tokens, refusal, stop_sequence, pause_turn or context_window",
        ["input"] = "input tokens reported",
        ["output"] = "output tokens reported",
        ["text"] = "the text to say",
        ["tool"] = "the tool to call",
        ["args"] = "the tool's JSON arguments",
        ["command"] = "the shell command of sim/agent",
        ["fault"] = "a fault of the catalogue",
        ["after"] = "deltas before a mid-stream fault",
        ["delay"] = "the wait of a slow fault",
        ["status"] = "the status of error-status",
        ["retry_after"] = "seconds in retry-after",
        ["bytes"] = "the size of giant-event",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    readonly Dictionary<string, string> _values;

    ModelName(string name, Dictionary<string, string> values)
    {
        Name = name;
        _values = values;
    }

    public string Name { get; }

    public string? Tool => Value("tool");

    public string? Arguments => Value("args");

    public string? Text => Value("text");

    public string? Command => Value("command");

    /// <summary>The parts of the name, or null when it does not begin with the prefix. Parameters are judged by <see cref="Apply"/>.</summary>
    public static ModelName? Parse(string model)
    {
        if (!model.StartsWith(ModelScripts.Prefix, StringComparison.Ordinal))
            return null;
        var question = model.IndexOf('?', StringComparison.Ordinal);
        var name = question < 0 ? model : model[..question];
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in question < 0 ? [] : model[(question + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = pair.Split('=', 2) is [var k, var v] ? (k, v) : (pair, "");
            values[key] = Uri.UnescapeDataString(value);
        }

        return new ModelName(name[ModelScripts.Prefix.Length..], values);
    }

    public int Deltas(int fallback) => Number("deltas", 1, 1_000_000) ?? fallback;

    public int Size(int fallback)
    {
        var size = Number("size", 1, 1 << 20) ?? fallback;
        return (long)size * Deltas(1) <= MaxTextBytes ? size : throw new FormatException($"deltas × size is more than {MaxTextBytes} characters");
    }

    /// <summary>The answer with pacing, stop, usage and fault as the parameters say.</summary>
    public ScriptedAnswer Apply(ScriptedAnswer answer)
    {
        foreach (var key in _values.Keys)
        {
            if (!Known.ContainsKey(key))
                throw new FormatException($"unknown parameter '{key}'; known are {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}");
        }

        return answer with
        {
            Parts = Text is { } text && Name is not "agent" ? [AnswerPart.Text.Split(text, Size(8))] : answer.Parts,
            Pacing = answer.Pacing with
            {
                BeforeHeaders = Time("headers") ?? answer.Pacing.BeforeHeaders,
                BeforeFirstEvent = Time("first") ?? answer.Pacing.BeforeFirstEvent,
                Every = Time("every") ?? answer.Pacing.Every,
                FlushEach = Choice("flush", "each", "batch") != "batch",
            },
            Stop = Stop() ?? answer.Stop,
            Usage = answer.Usage is { } usage ? usage with { Input = Number("input", 0, int.MaxValue / 4) ?? usage.Input, Output = Number("output", 0, int.MaxValue / 4) ?? usage.Output } : null,
            Fault = Fault(),
        };
    }

    string? Value(string key) => _values.GetValueOrDefault(key);

    Fault? Fault()
    {
        if (Value("fault") is not { } name)
            return null;
        var described = FaultCatalogue.Find(name)
            ?? throw new FormatException($"unknown fault '{name}'; known are {string.Join(", ", FaultCatalogue.All.Select(f => f.Name))}");
        var fault = new Fault(described.Kind);
        return fault with
        {
            After = Number("after", 0, 1_000_000),
            Delay = Time("delay") ?? fault.Delay,
            Status = Number("status", 400, 599) ?? fault.Status,
            RetryAfter = Number("retry_after", 0, 86_400) ?? fault.RetryAfter,
            Bytes = Number("bytes", 1, MaxTextBytes) ?? fault.Bytes,
        };
    }

    AnswerStop? Stop() => Choice("stop", "end", "max_tokens", "refusal", "stop_sequence", "pause_turn", "context_window") switch
    {
        "end" => AnswerStop.EndTurn,
        "max_tokens" => AnswerStop.MaxTokens,
        "refusal" => AnswerStop.Refusal,
        "stop_sequence" => AnswerStop.StopSequence,
        "pause_turn" => AnswerStop.PauseTurn,
        "context_window" => AnswerStop.ContextWindow,
        _ => null,
    };

    string? Choice(string key, params string[] choices) => Value(key) is not { } value || choices.Contains(value)
        ? Value(key)
        : throw new FormatException($"{key} is one of {string.Join(", ", choices)}, not '{value}'");

    int? Number(string key, int least, int most)
    {
        if (Value(key) is not { } value)
            return null;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{key} is a whole number from {least} to {most}, not '{value}'");
    }

    TimeSpan? Time(string key)
    {
        if (Value(key) is not { } value)
            return null;
        var (digits, unit) = value.EndsWith("ms", StringComparison.Ordinal) ? (value[..^2], 1) : value.EndsWith('s') ? (value[..^1], 1000) : (value, 0);
        return unit > 0 && double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit is >= 1 and <= 3_600_000
            ? TimeSpan.FromMilliseconds(number * unit)
            : throw new FormatException($"{key} is a time from 1ms to 3600s, like 20ms or 1.5s, not '{value}'");
    }
}
