using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace LuthienProxy.Host.OpenApi;

/// <summary>A body as the document tells it: its media type and its schema. Immutable.</summary>
/// <param name="MediaType">The media type.</param>
/// <param name="Schema">Makes the schema; what has a name goes into the book and is referred to.</param>
sealed record Content(string MediaType, Func<SchemaBook, JsonNode> Schema)
{
    /// <summary>JSON as this type is written.</summary>
    public static Content Json(JsonTypeInfo type, string mediaType = "application/json") => new(mediaType, book => book.Of(type));

    /// <summary>Text of whatever form the media type has.</summary>
    public static Content Text(string mediaType) => new(mediaType, _ => new JsonObject { ["type"] = "string" });

    /// <summary>Something of which others define the form.</summary>
    public static Content Foreign(string mediaType, string description) => new(mediaType, _ => new JsonObject { ["type"] = "object", ["description"] = description, ["additionalProperties"] = true });
}
