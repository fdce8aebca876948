using System.Text.Json;

namespace LuthienProxy.Simulator;

/// <summary>The few top-level members that shape an answer, read in one pass without building a tree.</summary>
readonly record struct RequestHead(bool IsObject, string Model, bool Stream, bool IncludeUsage, int Choices)
{
    static readonly RequestHead None = new(false, "", false, false, 1);

    public static RequestHead Read(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 2048 });
        try
        {
            if (body.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return None;
            return Members(ref reader);
        }
        catch (JsonException)
        {
            return None;
        }
        catch (InvalidOperationException)
        {
            return None; // a model name with a lone surrogate
        }
    }

    static RequestHead Members(ref Utf8JsonReader reader)
    {
        var head = None with { IsObject = true };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8))
                head = head with { Model = Value(ref reader) == JsonTokenType.String ? reader.GetString()! : "" };
            else if (reader.ValueTextEquals("stream"u8))
                head = head with { Stream = Value(ref reader) == JsonTokenType.True };
            else if (reader.ValueTextEquals("n"u8))
                head = head with { Choices = Value(ref reader) == JsonTokenType.Number && reader.TryGetInt32(out var n) ? Math.Clamp(n, 1, 128) : 1 };
            else if (reader.ValueTextEquals("stream_options"u8))
                head = head with { IncludeUsage = Value(ref reader) == JsonTokenType.StartObject && Usage(ref reader) };
            else
                reader.Read();
            reader.Skip(); // past the rest of an object or array; nothing otherwise
        }

        return head;
    }

    static bool Usage(ref Utf8JsonReader reader)
    {
        var include = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var asked = reader.ValueTextEquals("include_usage"u8);
            reader.Read();
            include |= asked && reader.TokenType == JsonTokenType.True;
            reader.Skip();
        }

        return include;
    }

    static JsonTokenType Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }
}
