using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>
/// A text as JSON that any database takes. What holds U+0000 (which PostgreSQL refuses) or half a surrogate pair (which System.Text.Json writes as U+FFFD)
/// becomes <c>{"utf16": base64}</c>: clients choose model names and header values, and none of them may stop the journal.
/// </summary>
sealed class StoredTextConverter : JsonConverter<string>
{
    static readonly SearchValues<char> NeedsCare = SearchValues.Create(['\0', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !reader.ValueTextEquals("utf16"u8) || !reader.Read()
            || reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var units) || units.Length % 2 != 0
            || !reader.Read() || reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException("A text is neither a string nor an object that holds its UTF-16 code units.");
        return new(MemoryMarshal.Cast<byte, char>(units));
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
    {
        if (!IsBroken(value))
        {
            writer.WriteStringValue(value);
            return;
        }
        writer.WriteStartObject();
        writer.WriteBase64String("utf16"u8, MemoryMarshal.AsBytes(value.AsSpan()));
        writer.WriteEndObject();
    }

    static bool IsBroken(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(NeedsCare) is >= 0 and var at)
        {
            var isPair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            if (!isPair)
                return true;
            text = text[(at + 2)..];
        }
        return false;
    }
}
