using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Policies.Tests.Pages;

/// <summary>Checks JSON against the keywords that the schemas of policies use. Written apart from what reads configurations, so that both must agree.</summary>
static class SchemaCheck
{
    static readonly string[] Known = ["$schema", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum", "default", "pattern", "minimum", "maximum"];

    public static IReadOnlyList<string> ProblemsOf(JsonElement value, JsonNode schema, string path = "$") => schema switch
    {
        JsonObject rules => [.. Strange(rules, path), .. OfType(value, rules, path), .. OfEnum(value, rules, path), .. OfObject(value, rules, path), .. OfItems(value, rules, path)],
        _ => [],
    };

    // A keyword that is not looked at would make the check say yes to anything.
    static IEnumerable<string> Strange(JsonObject rules, string path) => rules.Select(rule => rule.Key).Except(Known).Select(rule => $"{path}: the schema says '{rule}', which is not checked here");

    static IEnumerable<string> OfType(JsonElement value, JsonObject rules, string path)
    {
        var types = rules["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToArray(),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        return types.Length == 0 || types.Any(type => Is(value, type)) ? [] : [$"{path} is not {string.Join(" or ", types)}"];
    }

    static bool Is(JsonElement value, string type) => type switch
    {
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => value.ValueKind.ToString().Equals(type, StringComparison.OrdinalIgnoreCase),
    };

    static IEnumerable<string> OfEnum(JsonElement value, JsonObject rules, string path) =>
        rules["enum"] is not JsonArray words || words.Any(word => JsonNode.DeepEquals(word, JsonNode.Parse(value.GetRawText()))) ? [] : [$"{path} is none of {words.ToJsonString()}"];

    static IEnumerable<string> OfObject(JsonElement value, JsonObject rules, string path)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return [];
        var properties = rules["properties"] as JsonObject ?? [];
        var missing = (rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing");
        var strange = rules["additionalProperties"]?.GetValueKind() == JsonValueKind.False
            ? value.EnumerateObject().Where(member => !properties.ContainsKey(member.Name)).Select(member => $"{path}.{member.Name} is not known")
            : [];
        return missing.Concat(strange).Concat(value.EnumerateObject().Where(member => properties[member.Name] is JsonObject).SelectMany(member => ProblemsOf(member.Value, properties[member.Name]!, $"{path}.{member.Name}")));
    }

    static IEnumerable<string> OfItems(JsonElement value, JsonObject rules, string path) =>
        value.ValueKind == JsonValueKind.Array && rules["items"] is { } items ? value.EnumerateArray().Index().SelectMany(item => ProblemsOf(item.Item, items, $"{path}[{item.Index}]")) : [];
}
