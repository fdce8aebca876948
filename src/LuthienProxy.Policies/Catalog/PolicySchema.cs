using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace LuthienProxy.Policies.Catalog;

/// <summary>Makes the JSON Schema of a policy's configuration from its record.</summary>
static class PolicySchema
{
    static readonly JsonSchemaExporterOptions Exporting = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };

    public static JsonNode Of(Type? options, PolicyAttribute attribute)
    {
        var schema = options is null
            ? new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(), ["additionalProperties"] = false }
            : (JsonObject)PolicyJson.Plain.GetJsonSchemaAsNode(options, Exporting);
        Inline(schema, schema, ["#"]);
        schema["type"] = "object";
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", attribute.Name);
        schema.Insert(2, "description", attribute.Description);
        return schema;
    }

    // The exporter refers to what it has said before by a path from the root. A schema that becomes a part of another, as in a list of policies, has no root of its own.
    static void Inline(JsonNode node, JsonObject root, ImmutableStack<string> within)
    {
        foreach (var (name, child) in Children(node).ToList())
        {
            if (child is JsonObject said && said["$ref"]?.GetValue<string>() is { } path && !within.Contains(path) && At(root, path) is JsonObject meant)
            {
                said.Remove("$ref");
                foreach (var (key, value) in meant)
                    said.TryAdd(key, value?.DeepClone());
                Inline(said, root, within.Push(path));
            }
            else
                Inline(child, root, within.Push($"{within.Peek()}/{name}"));
        }
    }

    static IEnumerable<(string Name, JsonNode Child)> Children(JsonNode node) => node switch
    {
        JsonObject parent => parent.Where(member => member.Value is not null).Select(member => (member.Key, member.Value!)),
        JsonArray list => list.Index().Where(item => item.Item is not null).Select(item => ($"{item.Index}", item.Item!)),
        _ => [],
    };

    static JsonNode? At(JsonNode root, string path) =>
        path.Split('/').Skip(1).Aggregate((JsonNode?)root, (node, name) => node is JsonArray list ? list[int.Parse(name, CultureInfo.InvariantCulture)] : (node as JsonObject)?[name]);

    static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(ImmutableArray<PolicyBinding>))
            schema = new JsonObject { ["type"] = "array", ["items"] = PolicyJson.Plain.GetJsonSchemaAsNode(typeof(PolicyReference), Exporting) };
        var description = context.PropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).OfType<DescriptionAttribute>().FirstOrDefault();
        if (description is not null && schema is JsonObject described)
            described.Insert(0, "description", description.Description);
        return schema;
    }
}
