using System.Collections.Immutable;
using System.Text.Json;
using LuthienProxy.Simulator.Speech;
using static LuthienProxy.Simulator.OfferedTool;

namespace LuthienProxy.Simulator;

/// <summary>
/// <c>sim/agent</c>: calls the agent's shell once, and says something when the result is there. Drives Claude Code (<c>Bash</c>),
/// Codex (<c>exec_command</c>, its older <c>shell</c>, or its free-form <c>exec</c>) and any loop of an SDK with a shell-like tool.
/// </summary>
static class AgentScript
{
    const string DefaultCommand = "echo simulated > simulated.txt";

    static readonly string[] Shells = ["Bash", "exec_command", "shell_command", "shell", "exec", "bash", "run_command", "execute_command"];

    public static bool IsAgent(string model) => model == "sim/agent" || model.StartsWith("sim/agent?", StringComparison.Ordinal);

    /// <summary>The first or the last answer of the loop; <paramref name="last"/> is the latter.</summary>
    public static ScriptedAnswer Answer(string model, SimulatorRequest request, ScriptedAnswer last)
    {
        if (HasResult(request))
            return last;
        var name = ModelName.Parse(model)!;
        var offered = In(request);
        var tool = name.Tool is { } wanted
            ? offered.FirstOrDefault(t => t.Name == wanted) ?? new OfferedTool(wanted, default, null, IsCustom: false)
            : Shells.Select(s => offered.FirstOrDefault(t => t.Name == s)).FirstOrDefault(t => t is not null);
        return tool is null ? last : last with { Parts = Turn(tool, name) };
    }

    static ImmutableArray<AnswerPart> Turn(OfferedTool tool, ModelName name)
    {
        var command = name.Command ?? DefaultCommand;
        AnswerPart call = tool.IsCustom
            ? new AnswerPart.CustomToolCall(tool.Name, Fragments.Of(name.Arguments ?? Script(command), 9), Namespace: tool.Namespace)
            : new AnswerPart.ToolCall(tool.Name, Fragments.Of(name.Arguments ?? Arguments(tool.Schema, command), 9), Namespace: tool.Namespace);
        return [new AnswerPart.Text("I will run a command."), call];
    }

    // The free-form shell of Codex takes JavaScript.
    static string Script(string command) => $"const r = await tools.exec_command({{ cmd: {Json.Quote(command)} }});\ntext(r.output);\n";

    static string Arguments(JsonElement schema, string command)
    {
        var properties = Member(schema, "properties");
        var (key, said) = Member(properties, "cmd").ValueKind == JsonValueKind.Object
            ? ("cmd", Json.Quote(command))
            : ("command", Text(Member(properties, "command"), "type") == "array" ? $"[\"bash\",\"-lc\",{Json.Quote(command)}]" : Json.Quote(command));
        var others = Items(Member(schema, "required")).Select(r => r.GetString()!).Where(r => r != key)
            .Select(r => $",{Json.Quote(r)}:{StructuredOutput.Sample(Member(properties, r))}");
        return $"{{\"{key}\":{said}{string.Concat(others)}}}";
    }

    // Whether a tool result follows the user's last words. Results and words stand in different places in each format.
    static bool HasResult(SimulatorRequest request) => request.Api switch
    {
        SimulatorApi.Responses => After(Items(Member(request.Json, "input")), IsResult, i => Text(i, "role") == "user"),
        SimulatorApi.ChatCompletions => After(Items(Member(request.Json, "messages")), m => Text(m, "role") == "tool", m => Text(m, "role") == "user"),
        _ => After(Items(Member(request.Json, "messages")).Where(m => Text(m, "role") == "user"), HoldsResult, m => !HoldsResult(m)),
    };

    static bool After(IEnumerable<JsonElement> items, Func<JsonElement, bool> isResult, Func<JsonElement, bool> isWord) =>
        items.Reverse().TakeWhile(i => isResult(i) || !isWord(i)).Any(isResult);

    static bool IsResult(JsonElement item) => Text(item, "type") is "function_call_output" or "custom_tool_call_output" or "local_shell_call_output";

    static bool HoldsResult(JsonElement message) => Items(Member(message, "content")).Any(b => Text(b, "type") == "tool_result");
}
