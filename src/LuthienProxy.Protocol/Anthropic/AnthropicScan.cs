using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>One pass over an event's data: where its few tokens of interest stand. Decodes nothing.</summary>
ref struct AnthropicScan
{
    /// <summary>Deeper nesting than any request may have (<c>luthien.limits.depth</c>): an answer is not refused for it.</summary>
    public const int MaxDepth = 4096;

    readonly ReadOnlySpan<byte> _data;

    public AnthropicScan(ReadOnlySpan<byte> data) => _data = data;

    /// <summary>The inside of <c>type</c>.</summary>
    public JsonSpan Type { get; set; }

    public int Index { get; set; } = -1;

    /// <summary>The token of <c>index</c>.</summary>
    public JsonSpan IndexToken { get; set; }

    /// <summary>What <c>delta.type</c> says.</summary>
    public AnthropicForm Form { get; set; }

    /// <summary>The inside of the delta's text, JSON piece, thinking or signature, whichever its type names.</summary>
    public JsonSpan Text { get; set; }

    /// <summary>Reads the data; false when it is not one JSON object and nothing else.</summary>
    public bool TryRead()
    {
        var reader = new Utf8JsonReader(_data, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadField(ref reader);
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    void ReadField(ref Utf8JsonReader reader)
    {
        if (reader.Is("type"u8))
            Type = ReadText(ref reader);
        else if (reader.Is("index"u8))
            ReadIndex(ref reader);
        else if (reader.Is("delta"u8))
            ReadDelta(ref reader);
        else
            reader.Skip();
    }

    void ReadIndex(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var index) && index >= 0)
        {
            Index = index;
            IndexToken = JsonSpan.OfToken(reader);
        }
        reader.Skip();
    }

    void ReadDelta(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        var form = AnthropicForm.Opaque;
        JsonSpan text = default, json = default, thinking = default, signature = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.Is("type"u8))
                form = FormOf(ReadText(ref reader).In(_data));
            else if (reader.Is("text"u8))
                text = ReadText(ref reader);
            else if (reader.Is("partial_json"u8))
                json = ReadText(ref reader);
            else if (reader.Is("thinking"u8))
                thinking = ReadText(ref reader);
            else if (reader.Is("signature"u8))
                signature = ReadText(ref reader);
            else
                reader.Skip();
        }
        Form = form;
        Text = form switch
        {
            AnthropicForm.Text => text,
            AnthropicForm.ToolUse => json,
            AnthropicForm.Thinking => thinking,
            AnthropicForm.Signature => signature,
            _ => default,
        };
    }

    static AnthropicForm FormOf(ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("text_delta"u8))
            return AnthropicForm.Text;
        if (type.SequenceEqual("input_json_delta"u8))
            return AnthropicForm.ToolUse;
        if (type.SequenceEqual("thinking_delta"u8))
            return AnthropicForm.Thinking;
        return type.SequenceEqual("signature_delta"u8) ? AnthropicForm.Signature : AnthropicForm.Opaque;
    }

    static JsonSpan ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return JsonSpan.OfText(reader);
        reader.Skip();
        return default;
    }
}
