using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Luthien.Hocon;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// Checks a configuration against a JSON Schema and says of everything that is wrong where it was written. Knows the keywords that the gateway's own schemas use
/// (<see cref="Keywords"/>), and no others. Repeats no values. For one check.
/// </summary>
/// <param name="root">The whole schema, for references.</param>
sealed class SchemaCheck(JsonObject root)
{
    static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(100);

    readonly List<HoconProblem> _problems = [];

    /// <summary>What a schema may use: what is checked, and what only explains.</summary>
    public static IReadOnlyList<string> Keywords { get; } =
    [
        "$schema", "$defs", "$ref", "title", "description", "default", "type", "enum", "const", "properties", "required", "additionalProperties", "items", "allOf", "anyOf",
        "if", "then", "pattern", "minimum", "maximum", "format",
    ];

    /// <summary>Everything that is wrong, in the order of the document.</summary>
    public static IReadOnlyList<HoconProblem> Of(HoconValue value, JsonObject schema)
    {
        var check = new SchemaCheck(schema);
        check.Check(value, value.Origin, schema, "the file");
        return check._problems;
    }

    // Twice the same, where two parts of a schema demand it, is said once.
    void Add(HoconOrigin origin, string message)
    {
        var problem = new HoconProblem(origin, message);
        if (!_problems.Contains(problem))
            _problems.Add(problem);
    }

    void Check(HoconValue value, HoconOrigin origin, JsonNode? node, string name)
    {
        if (node is not JsonObject schema)
            return;
        if ((string?)schema["$ref"] is { } reference)
            Check(value, origin, Referred(reference), name);
        if (schema["type"] is { } type && !IsOf(value, type))
        {
            Add(origin, $"{name} must be {Wanted(type)}");
            return;
        }
        Words(value, origin, schema, name);
        Numbers(value, origin, schema, name);
        if (value is HoconObject fields)
            Fields(fields, origin, schema);
        if (value is HoconArray list && schema["items"] is { } items)
            foreach (var item in list.Items)
                Check(item, item.Origin, items, "each of the list");
        Combined(value, origin, schema, name);
    }

    void Combined(HoconValue value, HoconOrigin origin, JsonObject schema, string name)
    {
        foreach (var part in schema["allOf"] as JsonArray ?? [])
            Check(value, origin, part, name);
        if (schema["anyOf"] is JsonArray any && !any.Any(part => Fits(value, origin, part)))
            Check(value, origin, any.FirstOrDefault(part => part?["type"]?.ToString() != "null"), name);
        if (schema["if"] is { } condition && Fits(value, origin, condition))
            Check(value, origin, schema["then"], name);
    }

    void Fields(HoconObject fields, HoconOrigin origin, JsonObject schema)
    {
        var known = schema["properties"] as JsonObject;
        foreach (var name in (schema["required"] as JsonArray ?? []).Select(required => (string)required!).Where(name => fields.Find(name) is null))
            Add(origin, $"{name} is missing");
        foreach (var field in fields.Fields)
        {
            if (known?[field.Key] is { } described)
                Check(field.Value, field.Origin, described, field.Key);
            else if (schema["additionalProperties"] is JsonValue allowed && allowed.GetValueKind() == JsonValueKind.False)
                Add(field.Origin, $"{Shown(field.Key)} is not known here{(known is null ? "" : $"; known are {string.Join(", ", known.Select(one => one.Key))}")}");
            else
                Check(field.Value, field.Origin, schema["additionalProperties"], Shown(field.Key));
        }
    }

    void Words(HoconValue value, HoconOrigin origin, JsonObject schema, string name)
    {
        if (schema["enum"] is JsonArray words && !words.Any(word => Is(value, word)))
            Add(origin, $"{name} must be one of {string.Join(", ", words.Select(word => word?.ToString() ?? "null"))}");
        if (schema.ContainsKey("const") && !Is(value, schema["const"]))
            Add(origin, $"{name} must be {schema["const"]}");
        if (value is HoconScalar { Kind: HoconScalarKind.String } text && (string?)schema["pattern"] is { } pattern && !Regex.IsMatch(text.Text, pattern, RegexOptions.None, PatternLimit))
            Add(origin, $"{name} must match {pattern}");
    }

    void Numbers(HoconValue value, HoconOrigin origin, JsonObject schema, string name)
    {
        if (value is not HoconScalar { Kind: HoconScalarKind.Number } scalar || !double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return;
        if (schema["minimum"] is { } least && number < least.GetValue<double>())
            Add(origin, $"{name} must be at least {least}");
        if (schema["maximum"] is { } most && number > most.GetValue<double>())
            Add(origin, $"{name} must be at most {most}");
    }

    bool Fits(HoconValue value, HoconOrigin origin, JsonNode? schema)
    {
        var trial = new SchemaCheck(root);
        trial.Check(value, origin, schema, "");
        return trial._problems.Count == 0;
    }

    JsonNode? Referred(string reference) =>
        reference.TrimStart('#', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate((JsonNode?)root, (node, key) => node?[key]);

    static bool Is(HoconValue value, JsonNode? word) => value is HoconScalar scalar && (word?.GetValueKind() switch
    {
        null => scalar.Kind == HoconScalarKind.Null,
        JsonValueKind.String => scalar.Kind == HoconScalarKind.String && scalar.Text == (string?)word,
        _ => scalar.Kind is HoconScalarKind.Number or HoconScalarKind.Boolean && scalar.Text == word.ToJsonString(),
    });

    static bool IsOf(HoconValue value, JsonNode type) => type is JsonArray several ? several.Any(one => IsOf(value, one!)) : ((string?)type, value) switch
    {
        ("object", HoconObject) or ("array", HoconArray) => true,
        ("string", HoconScalar { Kind: HoconScalarKind.String }) or ("boolean", HoconScalar { Kind: HoconScalarKind.Boolean }) => true,
        ("number", HoconScalar { Kind: HoconScalarKind.Number }) or ("null", HoconScalar { Kind: HoconScalarKind.Null }) => true,
        ("integer", HoconScalar { Kind: HoconScalarKind.Number } number) => long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        _ => false,
    };

    static string Wanted(JsonNode type) => type is JsonArray several ? string.Join(" or ", several.Select(one => Wanted(one!))) : (string?)type switch
    {
        "object" => "an object",
        "array" => "a list",
        "integer" => "a whole number",
        "boolean" => "true or false",
        "string" => "text",
        "number" => "a number",
        _ => "null",
    };

    static string Shown(string key) => string.Concat(key.Take(64).Select(c => char.IsControl(c) ? '?' : c));
}
