using System.Collections.Immutable;
using System.ComponentModel;
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
        schema["type"] = "object";
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", attribute.Name);
        schema.Insert(2, "description", attribute.Description);
        return schema;
    }

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
