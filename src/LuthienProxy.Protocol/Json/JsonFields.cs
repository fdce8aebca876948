using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LuthienProxy.Protocol.Json;

/// <summary>
/// Reads JSON whose shape nobody promised: a missing field and one of another kind are both "not there", and neither lone surrogates (H5)
/// nor deep nesting (H10) throw, in names or in values.
/// </summary>
static class JsonFields
{
    /// <summary>Parses valid JSON over memory that never changes; the element needs no disposal.</summary>
    /// <exception cref="JsonException">It is not JSON, or is nested deeper than <paramref name="maxDepth"/>.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> json, int maxDepth) =>
        JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = maxDepth }).RootElement;

    /// <summary>The value of a field, the last one if the name is repeated; undefined when there is none or this is not an object.</summary>
    public static JsonElement Field(this JsonElement parent, ReadOnlySpan<byte> name)
    {
        var found = default(JsonElement);
        if (parent.ValueKind != JsonValueKind.Object)
            return found;
        foreach (var property in parent.EnumerateObject())
            if (IsText(JsonMarshal.GetRawUtf8PropertyName(property), name))
                found = property.Value;
        return found;
    }

    /// <summary>The text of a field; null when there is none or it is not a string.</summary>
    public static string? TextField(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Field(name).AsText();

    /// <summary>The whole number in a field; null when there is none or it is not one that a <see cref="long"/> holds.</summary>
    public static long? LongField(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    /// <summary>The number in a field; null when there is none.</summary>
    public static double? DoubleField(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Field(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) ? value : null;

    /// <summary>Whether a field is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Field(name).ValueKind == JsonValueKind.True;

    /// <summary>The value of a field; null when there is none or it is JSON's null.</summary>
    public static JsonElement? OptionalField(this JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.Field(name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } value ? value : null;

    /// <summary>The items of the array in a field; none when there is no array.</summary>
    public static JsonElement.ArrayEnumerator ItemsOf(this JsonElement parent, ReadOnlySpan<byte> name) => parent.Field(name).Items();

    /// <summary>The items, if this is an array; else none.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : default;

    /// <summary>The text of a string, lone surrogates kept; null when this is not a string.</summary>
    public static string? AsText(this JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? JsonText.Unescape(JsonMarshal.GetRawUtf8Value(value)[1..^1]) : null;

    /// <summary>The text of the string that a reader over contiguous bytes stands on, lone surrogates kept; null when it is not a string.</summary>
    public static string? AsText(this in Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? JsonText.Unescape(reader.ValueSpan) : null;

    /// <summary>
    /// Whether the name or string that a reader over contiguous bytes stands on is this text. Unlike <see cref="Utf8JsonReader.ValueTextEquals(ReadOnlySpan{byte})"/>
    /// this does not throw on a lone surrogate's escape.
    /// </summary>
    public static bool Is(this in Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.ValueIsEscaped ? IsText(reader.ValueSpan, text) : reader.ValueSpan.SequenceEqual(text);

    static bool IsText(ReadOnlySpan<byte> escaped, ReadOnlySpan<byte> text) =>
        escaped.SequenceEqual(text)
        || (escaped.Contains((byte)'\\') && JsonText.Unescape(escaped) == Encoding.UTF8.GetString(text));
}
