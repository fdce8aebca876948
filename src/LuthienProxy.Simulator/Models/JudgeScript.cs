using System.Text.Json;
using System.Text.RegularExpressions;
using static LuthienProxy.Simulator.OfferedTool;

namespace LuthienProxy.Simulator;

/// <summary>
/// <c>sim/judge</c>: answers like a judge of a policy, strictly in its JSON form, always the same for the same question. A toy for trying policies out: it knows a handful of
/// words that destroy and the marker <c>harmful-on-purpose</c>, and understands nothing. Only the user's message counts, never the instructions.
/// </summary>
static partial class JudgeScript
{
    public const string Harmless = """{"probability": 0.0, "explanation": "Simulated judge: nothing that it knows as destructive."}""";

    const string Harmful = """{"probability": 1.0, "explanation": "Simulated judge: this destroys something, or says that it is harmful."}""";

    public static bool IsJudge(string model) => model == "sim/judge" || model.StartsWith("sim/judge?", StringComparison.Ordinal);

    /// <summary>The verdict about the last message; a text that the model's name asks for is said whatever was asked.</summary>
    public static ScriptedAnswer Answer(string model, SimulatorRequest request, ScriptedAnswer harmless) =>
        ModelName.Parse(model) is { Text: null } && Destroys().IsMatch(Asked(request)) ? harmless with { Parts = [new AnswerPart.Text(Harmful)] } : harmless;

    static string Asked(SimulatorRequest request)
    {
        var messages = request.Api == SimulatorApi.Responses ? Member(request.Json, "input") : Member(request.Json, "messages");
        return messages.ValueKind == JsonValueKind.String
            ? messages.GetString()!
            : TextOf(Member(Items(messages).LastOrDefault(message => Text(message, "role") == "user"), "content"));
    }

    static string TextOf(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Join('\n', Items(content).Select(part => Text(part, "text")));

    [GeneratedRegex(
        @"harmful-on-purpose|\brm\s+-\w*[rf]|\bdrop\s+(table|database|schema)\b|\btruncate\s+table\b|\bmkfs|\bdd\s+if=|\bgit\s+push\s+.*--force|\bshred\s",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Destroys();
}
