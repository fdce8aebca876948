using System.Text.Json.Nodes;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The JSON Schema (2020-12) of a policy file, made of the catalog: what an editor completes and checks by, and what the gateway checks a file against.
/// For the built-in policies it is published as <c>docs/policies/policy-config.schema.json</c>.
/// </summary>
static class PolicyFileSchema
{
    const string Stage = "#/$defs/policy";

    public static JsonObject Of(PolicyCatalog catalog) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "LuthienProxy policies",
        ["description"] = "The policies that calls run under, the first sees the traffic first.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["$schema"] = Text("Where this schema is, for editors."),
            ["name"] = Text("What logs and records call these policies."),
            ["policies"] = new JsonObject { ["description"] = "The policies in order; an empty list lets everything pass.", ["type"] = "array", ["items"] = Ref() },
        },
        ["required"] = new JsonArray("policies"),
        ["additionalProperties"] = false,
        ["$defs"] = new JsonObject { ["policy"] = Policy(catalog) },
    };

    static JsonObject Policy(PolicyCatalog catalog) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["policy"] = new JsonObject { ["description"] = "The type.", ["enum"] = Words(Names(catalog)) },
            ["name"] = Text("What decisions on record call it; by default the type's name."),
            ["mode"] = Choice("enforce acts; shadow decides the same and changes nothing.", "enforce", "shadow", "Enforce", "Shadow"),
            ["onFailure"] = Choice("What happens where it cannot decide: closed lets nothing pass, open lets it pass. By default what the policy says.", "closed", "open", "Closed", "Open"),
            ["on-failure"] = Choice("The same as onFailure.", "closed", "open", "Closed", "Open"),
            ["config"] = new JsonObject { ["description"] = "Its settings.", ["type"] = "object" },
        },
        ["required"] = new JsonArray("policy"),
        ["additionalProperties"] = false,
        ["allOf"] = new JsonArray([.. Names(catalog).Select(name => Settings(name, catalog.Find(name)!))]),
    };

    // A type by its name, and by its class where another has taken the name.
    static IEnumerable<string> Names(PolicyCatalog catalog) => catalog.Policies.Select(type => catalog.Find(type.Name) == type ? type.Name : type.ClassName);

    static JsonObject Settings(string name, PolicyDescriptor type)
    {
        var settings = (JsonObject)type.Schema.DeepClone();
        settings.Remove("$schema");
        return new()
        {
            ["if"] = new JsonObject { ["properties"] = new JsonObject { ["policy"] = new JsonObject { ["const"] = name } }, ["required"] = new JsonArray("policy") },
            ["then"] = new JsonObject { ["properties"] = new JsonObject { ["config"] = WithStages(settings) } },
        };
    }

    /// <summary>Where a policy's settings hold policies, those are checked like the ones at the top.</summary>
    static JsonNode WithStages(JsonNode schema)
    {
        switch (schema)
        {
            case JsonObject { } found when found["properties"] is JsonObject fields && fields.ContainsKey("policy") && fields.ContainsKey("onFailure"):
                return Ref();
            case JsonObject node:
                foreach (var (key, value) in node.ToList().Where(member => member.Value is JsonObject or JsonArray))
                    node[key] = WithStages(value!.DeepClone());
                return node;
            case JsonArray list:
                return new JsonArray([.. list.Select(item => item is null ? null : WithStages(item.DeepClone()))]);
            default:
                return schema;
        }
    }

    static JsonObject Ref() => new() { ["$ref"] = Stage };

    static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    static JsonObject Choice(string description, params string[] words) => new() { ["description"] = description, ["enum"] = Words(words) };

    static JsonArray Words(IEnumerable<string> words) => new([.. words.Select(word => (JsonNode)word)]);
}
