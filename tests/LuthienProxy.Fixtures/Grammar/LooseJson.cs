using System.Text.Json;
using System.Runtime.InteropServices;
using System.Text;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>JSON as a client reads it, but without throwing at what it finds.</summary>
static class LooseJson
{
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 4096 };

    /// <summary>The value; undefined when it is not JSON.</summary>
    public static JsonElement Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, Options).RootElement;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>A field; undefined when there is none.</summary>
    public static JsonElement Field(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A text, lone surrogates still escaped; null when there is none.</summary>
    public static string? Text(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.String } value ? Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value)[1..^1]) : null;

    /// <summary>A whole number; null when there is none.</summary>
    public static long? Number(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    /// <summary>The items of an array; none when there is no array.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        Field(parent, name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray() : [];
}
