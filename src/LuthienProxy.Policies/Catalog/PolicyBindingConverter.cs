using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Policies.Catalog;

/// <summary>Reads lists of policies inside a policy's configuration.</summary>
sealed class PolicyBindingConverter(PolicyCatalog catalog) : JsonConverter<ImmutableArray<PolicyBinding>>
{
    const int MostDepth = 16;

    public override ImmutableArray<PolicyBinding> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.CurrentDepth > MostDepth)
            throw new JsonException($"Policies are nested deeper than {MostDepth} levels.");
        var references = JsonSerializer.Deserialize<PolicyReference[]>(ref reader, PolicyJson.Plain) ?? throw new JsonException("A list of policies must be given.");
        return catalog.Bind(references) switch
        {
            PolicyBindings.Bound bound => bound.Bindings,
            PolicyBindings.Refused refused => throw new JsonException(string.Join(" ", refused.Problems)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<PolicyBinding> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Policies are read from configurations and not written back.");
}
