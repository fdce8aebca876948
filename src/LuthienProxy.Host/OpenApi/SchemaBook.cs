using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.OpenApi;

/// <summary>
/// The schemas of one document, each under its type's name. They are made by the framework of the very contracts that write and read the JSON, so that names,
/// enumerations and nulls are told as they are written. Not thread-safe.
/// </summary>
sealed class SchemaBook
{
    const string Place = "#/components/schemas/";

    readonly SortedDictionary<string, (Type? Owner, JsonNode Schema)> _schemas = new(StringComparer.Ordinal);
    readonly SortedDictionary<string, JsonNode?> _responses = new(StringComparer.Ordinal);
    readonly JsonSchemaExporterOptions _told;
    readonly JsonSchemaExporterOptions _asked;

    public SchemaBook()
    {
        _told = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, schema) => Shelved(context, schema, isAsked: false) };
        _asked = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = (context, schema) => Shelved(context, schema, isAsked: true) };
    }

    /// <summary>A reference to something in a book.</summary>
    public static JsonObject Reference(string name) => new() { ["$ref"] = Place + name };

    /// <summary>The schema of what is written in an answer.</summary>
    public JsonNode Of(JsonTypeInfo type) => type.GetJsonSchemaAsNode(_told);

    /// <summary>The schema of what is read from a request. To be asked before the answers: a type that is both is told as what a caller may send.</summary>
    public JsonNode Asked(JsonTypeInfo type) => type.GetJsonSchemaAsNode(_asked);

    /// <summary>Puts a schema that no type has into the book, and refers to it.</summary>
    public JsonObject Add(string name, JsonNode schema)
    {
        _schemas.TryAdd(name, (null, schema));
        return Reference(name);
    }

    /// <summary>Puts an answer that many routes give into the book, and refers to it.</summary>
    public JsonObject AddResponse(string name, JsonNode response)
    {
        _responses.TryAdd(name, response);
        return new() { ["$ref"] = "#/components/responses/" + name };
    }

    /// <summary>Everything that is in it, by name.</summary>
    public JsonObject ToJson() => new()
    {
        ["schemas"] = new JsonObject(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.Schema))),
        ["responses"] = new JsonObject(_responses),
        ["securitySchemes"] = DocumentFrame.SecuritySchemes(),
    };

    JsonObject Shelved(JsonSchemaExporterContext context, JsonNode schema, bool isAsked)
    {
        var type = context.TypeInfo;
        if (type.Type == typeof(TransactionId))
            return new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9a-f]{32}$" };
        // What may be anything.
        if (schema is not JsonObject made)
            return new JsonObject();
        if (made["enum"] is JsonArray words)
            made.Insert(0, "type", words.Contains(null) ? new JsonArray("string", "null") : "string");
        // A type that contains itself is told by its name, like any other.
        if (made.ContainsKey("$ref") && type.Kind == JsonTypeInfoKind.Enumerable)
            return new JsonObject { ["type"] = "array", ["items"] = Reference(type.ElementType!.Name) };
        if (type.Kind != JsonTypeInfoKind.Object)
            return made;
        var isNullable = made["type"] is JsonArray || (made.ContainsKey("$ref") && context.PropertyInfo is { IsGetNullable: true });
        var name = type.Type.Name;
        if (!made.ContainsKey("$ref"))
            Shelve(name, type, made, isAsked);
        return isNullable ? new JsonObject { ["anyOf"] = new JsonArray(Reference(name), new JsonObject { ["type"] = "null" }) } : Reference(name);
    }

    void Shelve(string name, JsonTypeInfo type, JsonObject schema, bool isAsked)
    {
        if (_schemas.TryGetValue(name, out var there))
        {
            if (there.Owner != type.Type)
                throw new InvalidOperationException($"{type.Type} and {there.Owner} have one name in the OpenAPI document.");
            return;
        }
        schema["type"] = "object";
        if (!isAsked)
            Tell(schema, type);
        _schemas.Add(name, (type.Type, schema));
    }

    // What is written names every member; what may be added some day is no concern of those who read.
    static void Tell(JsonObject schema, JsonTypeInfo type)
    {
        schema.Remove("additionalProperties");
        if (type.Properties.Where(IsAlwaysWritten).Select(property => (JsonNode?)property.Name).ToArray() is { Length: > 0 } written)
            schema["required"] = new JsonArray(written);
    }

    static bool IsAlwaysWritten(JsonPropertyInfo property) =>
        property.Options.DefaultIgnoreCondition == JsonIgnoreCondition.Never &&
        property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is not [JsonIgnoreAttribute { Condition: not JsonIgnoreCondition.Never }];
}
