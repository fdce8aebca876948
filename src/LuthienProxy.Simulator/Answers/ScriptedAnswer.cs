using System.Collections.Immutable;

namespace LuthienProxy.Simulator;

/// <summary>What the simulated provider answers to one request, whatever the format and whether streamed or not.</summary>
/// <remarks>Immutable; the same object may answer many requests at once and is then encoded only once.</remarks>
public sealed record ScriptedAnswer
{
    /// <summary>What is said, in order.</summary>
    public required ImmutableArray<AnswerPart> Parts { get; init; }

    /// <summary>Why it ends; null takes what follows from the parts (tool calls, a refusal, or a plain end).</summary>
    public AnswerStop? Stop { get; init; }

    /// <summary>The token counts reported; null leaves usage out, as some compatible servers do.</summary>
    public AnswerUsage? Usage { get; init; } = new();

    /// <summary>When it leaves.</summary>
    public Pacing Pacing { get; init; } = Pacing.AtOnce;

    /// <summary>What goes wrong; null is nothing.</summary>
    public Fault? Fault { get; init; }

    /// <summary>An HTTP error instead of the parts.</summary>
    public ErrorAnswer? Error { get; init; }

    /// <summary>Chat choices; null follows the request's <c>n</c>.</summary>
    public int? Choices { get; init; }

    /// <summary>The model name said in the answer; null repeats the request's.</summary>
    public string? Model { get; init; }

    /// <summary>Raw JSON members (<c>"a":1,"b":[2]</c>) put into the answer's envelope: fields nobody knows yet.</summary>
    public string? ExtraMembers { get; init; }

    /// <summary>Who writes the deltas of <see cref="AnswerPart.Text.Stamped"/>: asked once per call, right before the first bytes of the body leave. Null leaves placeholders.</summary>
    public Func<SimulatorRequest, DeltaStamp>? Stamp { get; init; }

    /// <summary>Headers to add to the answer.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>An answer of these parts.</summary>
    public static ScriptedAnswer Of(params ImmutableArray<AnswerPart> parts) => new() { Parts = parts };

    /// <summary>A text answer in one delta.</summary>
    public static ScriptedAnswer Says(string text) => Of(new AnswerPart.Text(text));

    /// <summary>A text answer of <paramref name="deltas"/> deltas of <paramref name="size"/> characters.</summary>
    public static ScriptedAnswer SaysLong(int deltas, int size = 8) => Of(AnswerPart.Text.Long(deltas, size));

    /// <summary>One tool call with fragmented arguments.</summary>
    public static ScriptedAnswer Calls(string tool, string arguments) => Of(AnswerPart.ToolCall.Fragmented(tool, arguments));

    /// <summary>An HTTP error before the first byte.</summary>
    public static ScriptedAnswer Fails(int status, string message) => new() { Parts = [], Error = new ErrorAnswer(status, message) };

    /// <summary>The same answer with this fault.</summary>
    public ScriptedAnswer With(FaultKind fault) => this with { Fault = new Fault(fault) };

    internal AnswerStop EffectiveStop => Stop ?? Parts switch
    {
        _ when Parts.Any(p => p is AnswerPart.ToolCall or AnswerPart.CustomToolCall) => AnswerStop.ToolUse,
        _ when Parts.Any(p => p is AnswerPart.Refusal) => RefusedInWords,
        _ => AnswerStop.EndTurn,
    };

    // OpenAI ends a refusal in words as an ordinary answer; Anthropic has a stop reason for it.
    static readonly AnswerStop RefusedInWords = new("refusal", "stop");
}
