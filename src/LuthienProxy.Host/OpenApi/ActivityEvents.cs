using System.Text.Json.Nodes;

namespace LuthienProxy.Host.OpenApi;

/// <summary>
/// The catalogue of the activity stream's events as schemas. They are put together of <c>activity-events.json</c>: the members that all events have, those of several, and each one's own,
/// where a question mark after a name says that it may be missing.
/// </summary>
static class ActivityEvents
{
    const string Resource = "activity-events.json";
    const string Any = "ActivityEvent";

    /// <summary>One event of the stream.</summary>
    public static Content Content { get; } = new("text/event-stream", Shelve);

    static JsonObject Shelve(SchemaBook book)
    {
        var catalogue = Read();
        var (any, mapping) = (new JsonArray(), new JsonObject());
        foreach (var (name, node) in catalogue["events"]!.AsObject())
        {
            var told = node!.AsObject();
            var reference = book.Add(name, SchemaOf(told, catalogue));
            foreach (var type in told["types"]!.AsArray())
                mapping[type!.GetValue<string>()] = reference["$ref"]!.DeepClone();
            any.Add((JsonNode)reference);
        }
        return book.Add(Any, new JsonObject { ["anyOf"] = any, ["discriminator"] = new JsonObject { ["propertyName"] = "type", ["mapping"] = mapping } });
    }

    static JsonObject SchemaOf(JsonObject told, JsonObject catalogue)
    {
        var (properties, required) = (new JsonObject { ["type"] = new JsonObject { ["type"] = "string", ["enum"] = told["types"]!.DeepClone() } }, new JsonArray("type"));
        JsonObject[] parts = [catalogue["common"]!.AsObject(), .. told["includes"]!.AsArray().Select(part => catalogue[part!.GetValue<string>()]!.AsObject()), told["members"]!.AsObject()];
        foreach (var (name, schema) in parts.SelectMany(part => part))
        {
            properties[name.TrimEnd('?')] = schema!.DeepClone();
            if (!name.EndsWith('?'))
                required.Add((JsonNode)name);
        }
        return new() { ["type"] = "object", ["description"] = told["description"]!.DeepClone(), ["properties"] = properties, ["required"] = required };
    }

    static JsonObject Read()
    {
        using var resource = typeof(ActivityEvents).Assembly.GetManifestResourceStream(Resource)!;
        return JsonNode.Parse(resource)!.AsObject();
    }
}
