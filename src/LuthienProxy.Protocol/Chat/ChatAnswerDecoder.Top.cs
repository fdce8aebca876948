using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

sealed partial class ChatAnswerDecoder
{
    TopLevel ReadTop(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("The frame is not a JSON object.");
        var top = new TopLevel();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            ReadTopMember(ref reader, ref top);
        // A second value behind the first makes the frame unreadable for every client.
        if (reader.Read())
            throw new JsonException("The frame holds more than one JSON value.");
        Identify(top);
        if (!top.IsRightObject)
            Frame.Traits |= ChunkTraits.WrongObject;
        if (!top.HasChoices)
            Frame.Traits |= ChunkTraits.LacksChoices;
        return top;
    }

    void ReadTopMember(ref Utf8JsonReader reader, ref TopLevel top)
    {
        if (reader.Is("choices"u8))
            ReadTopChoices(ref reader, ref top);
        else if (reader.Is("id"u8))
            top.Id = ReadToken(ref reader);
        else if (reader.Is("created"u8))
            top.Created = ReadToken(ref reader);
        else if (reader.Is("model"u8))
            top.Model = ReadToken(ref reader);
        else if (reader.Is("object"u8))
            top.IsRightObject = ReadObject(ref reader, Frame.Kind == ChatFrameKind.Body ? "chat.completion"u8 : "chat.completion.chunk"u8);
        else if (reader.Is("usage"u8))
            ReadUsage(ref reader);
        else if (reader.Is("error"u8))
            top.Error = ReadError(ref reader);
        else if (reader.Is("obfuscation"u8))
            Frame.Padding = ReadPadding(ref reader);
        else
            SkipValue(ref reader);
    }

    void ReadTopChoices(ref Utf8JsonReader reader, ref TopLevel top)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }
        top.HasChoices = true;
        if (!_started)
        {
            // The answer's start needs id and model first, which Azure sends behind the choices.
            top.Choices = reader;
            top.ChoicesWait = true;
            var ahead = reader;
            ahead.Read();
            if (ahead.TokenType == JsonTokenType.EndArray)
                Frame.Traits |= ChunkTraits.EmptyChoices;
            reader.Skip();
            return;
        }
        ReadChoices(ref reader);
    }

    void ReadUsage(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        Frame.Usage = JsonSpan.OfValue(ref reader);
        Frame.Traits |= ChunkTraits.Usage;
    }

    // C7: the SDKs throw on an error that is true in their language's sense.
    static JsonSpan ReadError(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            return JsonSpan.OfValue(ref reader);
        var isFalse = reader.TokenType is JsonTokenType.Null or JsonTokenType.False
            || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty)
            || (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var number) && number == 0);
        return isFalse ? default : JsonSpan.OfToken(reader);
    }

    static JsonSpan ReadToken(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            return JsonSpan.OfToken(reader);
        reader.Skip();
        return default;
    }

    static JsonSpan ReadPadding(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return JsonSpan.OfText(reader);
        reader.Skip();
        return default;
    }

    static bool ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> expected)
    {
        reader.Read();
        var isRight = reader.TokenType == JsonTokenType.String && reader.Is(expected);
        reader.Skip();
        return isRight;
    }

    static void SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    // What the top level of a frame says.
    ref struct TopLevel
    {
        public JsonSpan Id;
        public JsonSpan Created;
        public JsonSpan Model;
        public JsonSpan Error;
        public bool IsRightObject;
        public bool HasChoices;
        public bool ChoicesWait;
        public Utf8JsonReader Choices;
    }
}
