using System.Collections.Immutable;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>One kind of call of the mixed traffic.</summary>
/// <param name="Name">The model that is asked for.</param>
/// <param name="Answer">What the upstream answers.</param>
/// <param name="IsTouched">Whether the mixed policies change or stop it.</param>
sealed record MixedCase(string Name, ScriptedAnswer Answer, bool IsTouched)
{
    const string Address = "Write to jane.doe@example.com about the colour.";

    /// <summary>Whether the client leaves in the middle.</summary>
    public bool Leaves { get; init; }

    /// <summary>What the client says.</summary>
    public string Prompt { get; init; } = "hi";

    /// <summary>Further members of a request of the Responses API.</summary>
    public string MoreInResponses { get; init; } = "";

    /// <summary>The policies of the mixed traffic.</summary>
    public const string Policies = """
        [{ "policy": "BlockDangerousCommands" },
         { "policy": "SimpleToolCallJudge", "config": { "upstream": "simulator", "model": "sim/judge" } },
         { "policy": "RegexRedaction", "config": { "sets": "Pii", "direction": "Response" } },
         { "policy": "StringReplacement", "config": { "pairs": [{ "find": "colour", "replace": "color" }], "direction": "Both" } },
         { "policy": "AllCaps", "mode": "shadow" }]
        """;

    /// <summary>All kinds.</summary>
    public static ImmutableArray<MixedCase> All { get; } =
    [
        new("plain", ScriptedAnswer.Of(AnswerPart.Text.Split("Nothing to see here, only words.", 5)), false),
        new("harmless-tool", ScriptedAnswer.Calls("Read", """{"file_path":"notes.txt"}"""), false),
        new("dangerous-tool", ScriptedAnswer.Of(new AnswerPart.Text("I clean up."), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf /"}""")), true),
        // The shell policy lets it pass, the judge does not.
        new("judged-tool", ScriptedAnswer.Calls("Cleaner", """{"plan":"rm -rf build"}"""), true),
        new("address", ScriptedAnswer.Of(AnswerPart.Text.Split(Address, 4)), true),
        new("word-in-request", ScriptedAnswer.Says("Fine."), true) { Prompt = "Which colour is it?" },
        new("thinks-first", ScriptedAnswer.Of(new AnswerPart.Reasoning("Hm.", "c2VhbA=="), AnswerPart.Text.Split(Address, 7)), true),
        new("breaks-off", ScriptedAnswer.SaysLong(12).With(FaultKind.CutMidStream), false),
        new("breaks-off-after-address", ScriptedAnswer.Of(AnswerPart.Text.Split(Address + " And more, and more, and more.", 4)).With(FaultKind.ErrorEventMidStream), true),
        new("refused-upstream", ScriptedAnswer.Fails(529, "Too much to do."), false),
        new("no-head", ScriptedAnswer.Says("x").With(FaultKind.CloseBeforeHeaders), false),
        new("leaves", ScriptedAnswer.SaysLong(200, 40) with { Pacing = new() { Every = TimeSpan.FromMilliseconds(5) } }, false) { Leaves = true },
        new("keeps-state", ScriptedAnswer.Says("Stored."), false) { MoreInResponses = ",\"previous_response_id\":\"resp_1\"" },
    ];

    /// <summary>Whether the mixed policies change or stop it in this format.</summary>
    public bool IsTouchedIn(SimulatorApi api) => IsTouched || (MoreInResponses.Length > 0 && api == SimulatorApi.Responses);

    /// <summary>The body of such a call.</summary>
    public string Body(SimulatorApi api, bool stream) =>
        Asking.Body(api, stream, Name, api == SimulatorApi.Responses ? MoreInResponses : "").Replace("\"hi\"", $"\"{Prompt}\"", StringComparison.Ordinal);

    /// <summary>What the upstream answers to any of them.</summary>
    public static ScriptedAnswer AnswerOf(SimulatorRequest request) => All.Single(one => one.Name == request.Model).Answer;
}
