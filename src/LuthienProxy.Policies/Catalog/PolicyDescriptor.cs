using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LuthienProxy.Policies.Catalog;

/// <summary>One type of policy as people choose it: what it does, how it is configured, and how it is made. Immutable; thread-safe.</summary>
public sealed class PolicyDescriptor
{
    readonly ConstructorInfo _constructor;
    readonly Type? _options;

    internal PolicyDescriptor(PolicyAttribute attribute, ConstructorInfo constructor, Type? options)
    {
        _constructor = constructor;
        _options = options;
        Name = attribute.Name;
        Category = attribute.Category;
        Description = attribute.Description;
        UseCase = attribute.UseCase;
        Example = JsonElement.Parse(attribute.Example);
        Schema = PolicySchema.Of(options, attribute);
    }

    /// <summary>The type's name in configurations.</summary>
    public string Name { get; }

    /// <summary>What it is sorted under.</summary>
    public string Category { get; }

    /// <summary>What it does.</summary>
    public string Description { get; }

    /// <summary>When somebody wants it.</summary>
    public string UseCase { get; }

    /// <summary>A configuration that works.</summary>
    public JsonElement Example { get; }

    /// <summary>The JSON Schema (2020-12) of its configuration.</summary>
    public JsonNode Schema { get; }

    /// <summary>The assembly that it comes from.</summary>
    public Assembly Assembly => _constructor.DeclaringType!.Assembly;

    /// <summary>The class, for where two types bear one name.</summary>
    public string ClassName => _constructor.DeclaringType!.FullName!;

    /// <summary>The class and its assembly's name (<c>Namespace.Class, Assembly</c>), for where two assemblies have a class of one name.</summary>
    public string QualifiedName => $"{ClassName}, {Assembly.GetName().Name}";

    /// <summary>Makes a policy of this type. What its constructor throws is a problem like any other.</summary>
    /// <param name="config">Its configuration; undefined or null for an empty one.</param>
    /// <param name="catalog">Where policies inside it are found.</param>
    public PolicyCreation Create(JsonElement config, PolicyCatalog catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        try
        {
            var json = config.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? "{}" : config.GetRawText();
            object?[] arguments = _options is null ? NoOptions(json) : [JsonSerializer.Deserialize(json, _options, PolicyJson.Options(catalog))];
            return new PolicyCreation.Created((Policy)_constructor.Invoke(arguments));
        }
        catch (JsonException cause)
        {
            return Refused(PolicyJson.FieldOf(cause), PolicyJson.Explain(cause));
        }
        catch (TargetInvocationException cause)
        {
            return Refused(null, $"It could not be made ({cause.InnerException?.GetType().Name}).");
        }
        catch (Exception cause) when (cause is not OutOfMemoryException)
        {
            // A plugin's configuration has setters and converters of its own, which may throw anything; a library of a plugin's may not fit.
            return Refused(null, $"Its configuration could not be read ({cause.GetType().Name}).");
        }
    }

    static object?[] NoOptions(string json) =>
        JsonElement.Parse(json) is { ValueKind: JsonValueKind.Object } empty && !empty.EnumerateObject().Any() ? [] : throw new JsonException("This policy has no settings.");

    PolicyCreation.Refused Refused(string? field, string message) => new([new(Name, field, message)]);
}
