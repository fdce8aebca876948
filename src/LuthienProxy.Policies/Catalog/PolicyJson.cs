using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Policies.Catalog;

/// <summary>How configurations are read: names in camel case, words for enumerations, nothing unknown, nothing missing.</summary>
static class PolicyJson
{
    /// <summary>The options for configurations that hold no further policies.</summary>
    public static readonly JsonSerializerOptions Plain = Make(null);

    public static JsonSerializerOptions Options(PolicyCatalog catalog) => Make(catalog);

    /// <summary>The setting at fault as a path; null when it is the whole.</summary>
    public static string? FieldOf(JsonException cause)
    {
        var path = cause.Path is { Length: > 2 } known && known.StartsWith("$.", StringComparison.Ordinal) ? known[2..] : null;
        return path is null or "" ? null : path;
    }

    /// <summary>The fault in words, without the framework's positions.</summary>
    public static string Explain(JsonException cause)
    {
        var message = cause.Message;
        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end > 0 ? message[..end] : message;
    }

    static JsonSerializerOptions Make(PolicyCatalog? catalog)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        if (catalog is not null)
            options.Converters.Add(new PolicyBindingConverter(catalog));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
