using System.Text.Json;
using LuthienProxy.Simulator.Speech;
using static LuthienProxy.Simulator.OfferedTool;

namespace LuthienProxy.Simulator;

/// <summary>Requests that want JSON of a schema (titles, <c>--output-schema</c>) get the smallest value that fits it.</summary>
static class StructuredOutput
{
    const int MaxDepth = 16;

    /// <summary>The schema asked for, wherever the format says it; null when plain text is wanted.</summary>
    public static JsonElement? SchemaOf(SimulatorRequest request)
    {
        // The word is rare and the tree is not free: most requests end here.
        if (request.Body.Span.IndexOf("json_schema"u8) < 0)
            return null;
        var chat = Member(Member(Member(request.Json, "response_format"), "json_schema"), "schema");
        var responses = Member(Member(Member(request.Json, "text"), "format"), "schema");
        var messages = Member(Member(Member(request.Json, "output_config"), "format"), "schema");
        return new[] { chat, responses, messages }.Where(s => s.ValueKind == JsonValueKind.Object).Select(s => (JsonElement?)s).FirstOrDefault();
    }

    /// <summary>A value of the schema, as JSON.</summary>
    public static string Sample(JsonElement schema) => Sample(schema, 0);

    static string Sample(JsonElement schema, int depth)
    {
        if (Items(Member(schema, "enum")).FirstOrDefault() is { ValueKind: not JsonValueKind.Undefined } first)
            return first.GetRawText();
        return depth > MaxDepth ? "null" : Text(schema, "type") switch
        {
            "object" => Object(schema, depth),
            "array" => "[]",
            "integer" or "number" => Member(schema, "minimum") is { ValueKind: JsonValueKind.Number } least ? least.GetRawText() : "1",
            "boolean" => "true",
            "null" => "null",
            _ => "\"simulated\"",
        };
    }

    static string Object(JsonElement schema, int depth)
    {
        var properties = Member(schema, "properties");
        var members = Items(Member(schema, "required")).Select(r => r.GetString()!).Select(r => $"{Json.Quote(r)}:{Sample(Member(properties, r), depth + 1)}");
        return "{" + string.Join(',', members) + "}";
    }
}
