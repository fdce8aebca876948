using System.Text.Json;

namespace LuthienProxy.Simulator;

/// <summary>A tool that the request offers, in whatever shape and place.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">The JSON schema of its arguments; undefined for a free-form tool.</param>
/// <param name="Namespace">The Responses namespace it was offered in.</param>
/// <param name="IsCustom">Whether it takes free-form input instead of JSON.</param>
public sealed record OfferedTool(string Name, JsonElement Schema, string? Namespace, bool IsCustom)
{
    /// <summary>All client tools of the request: top level, in namespaces, and in Responses' <c>additional_tools</c> items. Server tools are left out.</summary>
    public static IReadOnlyList<OfferedTool> In(SimulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var found = new List<OfferedTool>();
        Collect(Member(request.Json, "tools"), null, found);
        foreach (var item in Items(Member(request.Json, "input")))
        {
            if (Text(item, "type") == "additional_tools")
                Collect(Member(item, "tools"), null, found);
        }

        return found;
    }

    static void Collect(JsonElement tools, string? place, List<OfferedTool> found)
    {
        foreach (var tool in Items(tools))
        {
            var type = Text(tool, "type");
            if (type == "namespace")
                Collect(Member(tool, "tools"), Text(tool, "name"), found);
            else if (type is "custom" && Text(tool, "name") is { } custom && Member(tool, "input_schema").ValueKind == JsonValueKind.Undefined)
                found.Add(new OfferedTool(custom, default, place, IsCustom: true));
            else if (type is null or "custom" or "function" && Function(tool) is var function && Text(function, "name") is { } name)
                found.Add(new OfferedTool(name, SchemaOf(function), place, IsCustom: false));
        }
    }

    // Chat wraps a function in "function"; the others say it flat.
    static JsonElement Function(JsonElement tool) => Member(tool, "function") is { ValueKind: JsonValueKind.Object } wrapped ? wrapped : tool;

    static JsonElement SchemaOf(JsonElement function) => Member(function, "input_schema") is { ValueKind: JsonValueKind.Object } schema ? schema : Member(function, "parameters");

    internal static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    internal static IEnumerable<JsonElement> Items(JsonElement json) => json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];

    internal static string? Text(JsonElement json, string name) => Member(json, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
