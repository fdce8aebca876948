using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Policies.Tests.Pages;

/// <summary>The settings of a policy as they are: their paths and meanings from its schema, their defaults from its code.</summary>
static class PolicySettings
{
    /// <summary>Each setting with its default as it is written in JSON; <c>required</c> where there is none, <c>none</c> where it may be left out.</summary>
    public static IReadOnlyList<(string Path, string Default, string Meaning)> Of(PolicyDescriptor policy)
    {
        var constructor = policy.Assembly.GetType(policy.ClassName)!.GetConstructors().Single();
        return constructor.GetParameters() is [var options] ? [.. Of((JsonObject)policy.Schema, options.ParameterType, "")] : [];
    }

    static IEnumerable<(string Path, string Default, string Meaning)> Of(JsonObject schema, Type type, string prefix)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
        foreach (var (name, node) in (JsonObject)schema["properties"]!)
        {
            var property = type.GetProperties().Single(known => JsonNamingPolicy.CamelCase.ConvertName(known.Name) == name);
            yield return (prefix + name, required.Contains(name) ? "required" : DefaultOf(type, property), node?["description"]?.GetValue<string>() ?? "");
            foreach (var inner in Inside(node!, property.PropertyType, prefix + name))
                yield return inner;
        }
    }

    static IEnumerable<(string Path, string Default, string Meaning)> Inside(JsonNode schema, Type type, string path)
    {
        // How a list of policies is written is told once, for all policies that hold one.
        if (type == typeof(ImmutableArray<PolicyBinding>))
            return [];
        if (schema["items"] is JsonObject { } items && items["properties"] is not null)
            return Of(items, type.GetGenericArguments()[0], path + "[].");
        return schema["properties"] is not null ? Of((JsonObject)schema, type, path + ".") : [];
    }

    static string DefaultOf(Type type, PropertyInfo property)
    {
        var value = property.GetValue(Made(type));
        return value is null ? "none" : JsonSerializer.Serialize(value, property.PropertyType, PolicyJson.Plain);
    }

    // With something in place of what must be given.
    static object Made(Type type)
    {
        var members = type.GetProperties().Where(known => known.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)) || known.PropertyType == typeof(string) && type.GetConstructors()[0].GetParameters().Any(one => one.Name == known.Name && !one.HasDefaultValue))
            .ToDictionary(known => JsonNamingPolicy.CamelCase.ConvertName(known.Name), known => known.PropertyType == typeof(string) ? (object)"x" : Array.Empty<string>());
        return JsonSerializer.Deserialize(JsonSerializer.Serialize(members), type, PolicyJson.Options(PolicyCatalog.BuiltIn))!;
    }
}
