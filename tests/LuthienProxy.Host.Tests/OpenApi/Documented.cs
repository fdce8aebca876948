using System.Text.Json.Nodes;
using Luthien.Hocon;
using LuthienProxy.Host.Policies;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>An OpenAPI document, and what fits it.</summary>
sealed class Documented(JsonObject root)
{
    /// <summary>The one in the repository.</summary>
    public static Documented Committed => new((JsonObject)JsonNode.Parse(House.Read("docs/openapi.json"))!);

    /// <summary>The whole document.</summary>
    public JsonObject Root => root;

    /// <summary>A schema by its name.</summary>
    public JsonObject Schema(string name) => root["components"]!["schemas"]![name]!.AsObject();

    /// <summary>Every operation.</summary>
    public IEnumerable<(string Id, string Method, string Path, JsonObject Json)> Operations =>
        root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation =>
            ((string)operation.Value!["operationId"]!, operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject())));

    /// <summary>An operation by its name.</summary>
    public (string Id, string Method, string Path, JsonObject Json) Operation(string id) => Operations.Single(operation => operation.Id == id);

    /// <summary>The same document for what a gateway itself writes: no member may be there that is not named.</summary>
    public Documented AsWritten
    {
        get
        {
            var whole = (JsonObject)root.DeepClone();
            foreach (var (_, schema) in whole["components"]!["schemas"]!.AsObject().Where(schema => schema.Value!["properties"] is not null))
                schema!["additionalProperties"] ??= false;
            return new(whole);
        }
    }

    /// <summary>What a reference refers to; itself where it is none.</summary>
    public JsonNode Resolved(JsonNode node) =>
        (string?)node["$ref"] is { } reference ? reference.Split('/').Skip(1).Aggregate((JsonNode)root, (at, key) => at[key]!) : node;

    /// <summary>The schema of one type of the stream's events, which then takes no member that it does not name.</summary>
    public JsonObject Strict(string type)
    {
        var name = (string)Schema("ActivityEvent")["discriminator"]!["mapping"]![type]!;
        var schema = Schema(name[(name.LastIndexOf('/') + 1)..]).DeepClone().AsObject();
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>What is wrong with an event of the stream.</summary>
    public IEnumerable<string> Problems(JsonObject happened) => Wrong(happened, Strict((string)happened["type"]!)).Select(wrong => $"{happened.ToJsonString()}: {wrong}");

    /// <summary>What is wrong with some JSON; the schema's references are the document's.</summary>
    public IEnumerable<string> Wrong(JsonNode told, JsonNode schema)
    {
        // The checker follows references from the root of what it is given, and takes objects only.
        var whole = new JsonObject
        {
            ["components"] = root["components"]!.DeepClone(),
            ["type"] = "object",
            ["properties"] = new JsonObject { ["told"] = schema.DeepClone() },
            ["required"] = new JsonArray("told"),
        };
        return SchemaCheck.Of(HoconDocument.Parse($$"""{ "told": {{told.ToJsonString()}} }""").Root, whole).Select(problem => problem.ToString());
    }
}
