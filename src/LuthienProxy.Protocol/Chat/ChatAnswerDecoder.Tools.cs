using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

sealed partial class ChatAnswerDecoder
{
    // I-09: every entry counts, not only the first.
    void ReadTools(ref Utf8JsonReader reader, ChoiceDecoder choice, ContentParts parts)
    {
        var member = (int)reader.TokenStartIndex;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            ReadOther(ref reader, choice, parts, ContentParts.Prose, member);
            return;
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var entry = new ToolEntry();
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadEntry(ref reader, ref entry);
            else
                reader.Skip();
            if (entry.Span.IsPresent && parts.HasFlag(ContentParts.Tools))
                choice.Tool(entry, Frame.Kind == ChatFrameKind.Body);
        }
    }

    void ReadLegacyCall(ref Utf8JsonReader reader, ChoiceDecoder choice, ContentParts parts)
    {
        var entry = new ToolEntry { IsLegacy = true };
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        ReadCallee(ref reader, ref entry);
        if (parts.HasFlag(ContentParts.Tools))
            choice.Tool(entry, Frame.Kind == ChatFrameKind.Body);
    }

    static void ReadEntry(ref Utf8JsonReader reader, ref ToolEntry entry)
    {
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Is("index"u8))
                entry.Index = ReadIndex(ref reader);
            else if (reader.Is("id"u8))
                entry.Id = ReadText(ref reader);
            else if (reader.Is("type"u8))
                entry.HasType = ReadText(ref reader) is { Length: > 0 };
            else if (reader.Is("custom"u8))
                entry.IsCustom = ReadCalleeMember(ref reader, ref entry);
            else if (reader.Is("function"u8))
                ReadCalleeMember(ref reader, ref entry);
            else
                SkipValue(ref reader);
        }
        entry.Span = new(start, (int)reader.BytesConsumed - start);
    }

    static bool ReadCalleeMember(ref Utf8JsonReader reader, ref ToolEntry entry)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            ReadCallee(ref reader, ref entry);
            return true;
        }
        reader.Skip();
        return false;
    }

    static void ReadCallee(ref Utf8JsonReader reader, ref ToolEntry entry)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Is("name"u8))
                entry.Name = ReadText(ref reader);
            else if (reader.Is("arguments"u8) || reader.Is("input"u8))
                entry.Arguments = ReadInside(ref reader);
            else
                SkipValue(ref reader);
        }
    }

    static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.AsText();
        reader.Skip();
        return null;
    }

    static JsonSpan ReadInside(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return JsonSpan.OfText(reader);
        reader.Skip();
        return default;
    }
}
