using System.Text.Json;
using System.Text.RegularExpressions;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Shell;

/// <summary>What a tool call wants, whatever the agent calls its tools and their arguments.</summary>
static partial class ToolCallReader
{
    static readonly string[] CommandFields = ["command", "cmd", "commands", "script", "shell_command", "commandline", "command_line", "bash", "code", "input"];

    static readonly string[] ShellTools = ["bash", "shell", "exec", "terminal", "command", "console", "powershell", "run", "process"];

    // What these run is in a language of databases, whatever else their names say: execute_sql, run_query.
    static readonly string[] DatabaseTools = ["sql", "query", "database", "postgres", "sqlite"];

    /// <summary>The scripts that a call would run.</summary>
    public static ShellReading Scripts(WholeBlock.ToolCall call)
    {
        var reading = new ShellReading();
        var isShell = IsNamed(call.Tool, ShellTools) && !IsNamed(call.Tool, DatabaseTools);
        if (call.Tool.IsCustom || !TryParse(call.Arguments, out var arguments))
        {
            // Free text, or JSON that is broken: judged as it stands (I-36).
            foreach (var script in IsPatch(call.Tool) ? [] : Handed(call).Prepend(call.Arguments))
                reading.Read(PatchMark().Replace(script, ":"));
            return reading;
        }
        foreach (var (name, value) in Values(arguments))
            if ((isShell || CommandFields.Contains(name, StringComparer.OrdinalIgnoreCase)) && !IsPatch(call.Tool, value))
                ReadBothWays(value, reading);
        return reading;
    }

    // In a Windows path a backslash is no escape; which shell reads it, nobody knows here.
    static void ReadBothWays(string script, ShellReading reading)
    {
        reading.Read(script);
        if (script.Contains(":\\", StringComparison.Ordinal))
            reading.Read(WindowsPath().Replace(script, path => path.Value.Replace('\\', '/')));
    }

    [GeneratedRegex(@"[A-Za-z]:\\[^\s'""]*", RegexOptions.NonBacktracking)]
    private static partial Regex WindowsPath();

    /// <summary>Every string in a call's arguments with the name it stands under; a list of words is also one string, as a shell would get it.</summary>
    public static IEnumerable<(string Name, string Value)> Strings(WholeBlock.ToolCall call) =>
        !call.Tool.IsCustom && TryParse(call.Arguments, out var arguments) ? Values(arguments).Concat(Listed(arguments)) : Handed(call).Prepend(call.Arguments).Select(text => ("input", text));

    // A free-form tool may take a program (Codex's exec: JavaScript). What that hands to other tools are its strings, pieced together or in lists. Not all of them as the
    // words of one command: the folder that a command works in is not what it works on.
    static IEnumerable<string> Handed(WholeBlock.ToolCall call)
    {
        if (!call.Tool.IsCustom || IsPatch(call.Tool))
            return [];
        var strings = ProgramText.Strings(call.Arguments);
        return strings.Append(string.Concat(strings)).Concat(Lists().Matches(call.Arguments).Select(list => string.Join(' ', ProgramText.Strings(list.Value).Select(Quoted))));
    }

    // What stands in a patch is written, not run.
    static bool IsPatch(ToolCallHead tool) => tool.IsCustom && tool.Name.Contains("patch", StringComparison.OrdinalIgnoreCase);

    // The same tool, offered as a function. Whatever else such a tool is given is read as a shell would.
    static bool IsPatch(ToolCallHead tool, string text) => tool.Name.Contains("patch", StringComparison.OrdinalIgnoreCase) && text.TrimStart().StartsWith("*** Begin Patch", StringComparison.Ordinal);

    static bool IsNamed(ToolCallHead tool, string[] names) => names.Any(name => tool.Name.Contains(name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\[[^\[\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Lists();

    // A shell would take the stars of a patch for a pattern in a command's place. What stands behind them stays: it may be no patch.
    [GeneratedRegex(@"\*\*\* (?:Begin Patch|End Patch|End of File|Add File:|Update File:|Delete File:|Move to:)", RegexOptions.NonBacktracking)]
    private static partial Regex PatchMark();

    // The strings of lists, each for itself.
    static IEnumerable<(string Name, string Value)> Listed(JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Listed(field.Value, field.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => item.ValueKind == JsonValueKind.String ? [(name, TextOf(item))] : Listed(item, name)),
        _ => [],
    };

    static bool TryParse(string json, out JsonElement arguments)
    {
        try
        {
            arguments = JsonElement.Parse(json, new JsonDocumentOptions { MaxDepth = 1000 });
            return arguments.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
        }
        catch (Exception cause) when (cause is JsonException or ArgumentException)
        {
            // No JSON, or half of a character, which is none either.
            arguments = default;
            return false;
        }
    }

    static IEnumerable<(string Name, string Value)> Values(JsonElement value, string name = "") => value.ValueKind switch
    {
        JsonValueKind.String => [(name, TextOf(value))],
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Values(field.Value, field.Name)),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) => [(name, Joined(value))],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Values(item, name)),
        _ => [],
    };

    // Quoted, so that what is one word stays one.
    static string Joined(JsonElement words) =>
        string.Join(' ', words.EnumerateArray().Select(word => Quoted(TextOf(word))));

    static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: as it is written.
            return text.GetRawText().Trim('"');
        }
    }
}
