using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Journal.Agents;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>Gathers the texts of one element.</summary>
sealed class TextCollector
{
    // Longer strings without a space are data in Base64, not text.
    const int MostWithoutSpace = 1024;

    readonly List<TextPiece> _pieces = [];

    public IReadOnlyList<TextPiece> Pieces => _pieces;

    public string? UnknownShape { get; private set; }

    /// <summary>A message of Anthropic, Chat Completions or Responses.</summary>
    public void Message(JsonElement message)
    {
        var kind = message.TextField("role"u8) is "tool" or "function" ? TextKind.ToolResult : TextKind.Words;
        Content(message.Field("content"u8), kind);
        Add(TextKind.Thinking, message.TextField("reasoning_content"u8));
        Add(TextKind.Words, message.TextField("refusal"u8));
        foreach (var call in message.ItemsOf("tool_calls"u8))
            Call(call.Field("function"u8) is { ValueKind: JsonValueKind.Object } function ? function : call.Field("custom"u8));
        if (message.Field("function_call"u8) is { ValueKind: JsonValueKind.Object } only)
            Call(only);
    }

    /// <summary>An input item of Responses that is no message.</summary>
    public void Item(string type, JsonElement item)
    {
        switch (type)
        {
            case "reasoning":
                Content(item.Field("summary"u8), TextKind.Thinking);
                Content(item.Field("content"u8), TextKind.Thinking);
                break;
            case "item_reference" or "additional_tools" or "mcp_list_tools" or "compaction" or "compaction_summary":
                break;
            case var call when call.EndsWith("_call", StringComparison.Ordinal) || call == "mcp_approval_request":
                Call(item);
                break;
            case var output when output.EndsWith("_output", StringComparison.Ordinal) || output == "mcp_approval_response":
                Result(item.Field("output"u8));
                break;
            default:
                Unknown(type, item);
                break;
        }
    }

    /// <summary>The content of a message or a result: a string, an array of parts, or nothing.</summary>
    public void Content(JsonElement content, TextKind kind)
    {
        switch (content.ValueKind)
        {
            case JsonValueKind.String:
                Add(kind, content.AsText());
                break;
            case JsonValueKind.Array:
                foreach (var part in content.EnumerateArray())
                    Part(part, kind);
                break;
            case JsonValueKind.Undefined or JsonValueKind.Null:
                break;
            default:
                Unknown("content", content);
                break;
        }
    }

    void Part(JsonElement part, TextKind kind)
    {
        switch (part.TextField("type"u8) ?? (part.ValueKind == JsonValueKind.String ? "string" : ""))
        {
            case "string":
                Add(kind, part.AsText());
                break;
            case "text" or "input_text" or "output_text" or "summary_text" or "reasoning_text":
                Add(kind, part.TextField("text"u8));
                break;
            case "refusal":
                Add(kind, part.TextField("refusal"u8));
                break;
            case "thinking":
                Add(TextKind.Thinking, part.TextField("thinking"u8));
                break;
            case "redacted_thinking" or "image" or "image_url" or "input_image" or "input_audio" or "container_upload" or "compaction":
                break;
            case "file" or "input_file":
                Add(kind, part.TextField("filename"u8) ?? part.Field("file"u8).TextField("filename"u8));
                break;
            case "document" or "search_result":
                Document(part, kind);
                break;
            case var use when use.EndsWith("tool_use", StringComparison.Ordinal):
                Call(part);
                break;
            case var result when result.EndsWith("tool_result", StringComparison.Ordinal):
                Result(part.Field("content"u8));
                break;
            case var other:
                Unknown(other, part);
                break;
        }
    }

    void Document(JsonElement part, TextKind kind)
    {
        Add(kind, part.TextField("title"u8));
        Add(kind, part.TextField("context"u8));
        var source = part.Field("source"u8);
        if (source.TextField("type"u8) == "text")
            Add(kind, source.TextField("data"u8));
        Content(source.Field("content"u8), kind);
        Content(part.Field("content"u8), kind);
    }

    // The provider's own tools answer with objects of many shapes, all of them of texts.
    void Result(JsonElement result)
    {
        if (result.ValueKind == JsonValueKind.Object || result.Items().Any(part => part.TextField("type"u8)?.EndsWith("_result", StringComparison.Ordinal) == true))
            Strings(result, TextKind.ToolResult);
        else
            Content(result, TextKind.ToolResult);
    }

    void Call(JsonElement call)
    {
        if (call.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in call.EnumerateObject())
            if (!IsName(JsonMarshal.GetRawUtf8PropertyName(field)))
                Argument(field.Value);
    }

    // What a call is named by, not what it says.
    static bool IsName(ReadOnlySpan<byte> field) =>
        field.EndsWith("id"u8) || field.SequenceEqual("type"u8) || field.SequenceEqual("status"u8);

    // Arguments are JSON in a string: found by what they mean, not by their escapes.
    void Argument(JsonElement value)
    {
        if (value.AsText() is not { } text || text.AsSpan().TrimStart() is not ['{' or '[', ..])
        {
            Strings(value, TextKind.ToolCall);
            return;
        }
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(text), new JsonDocumentOptions { MaxDepth = BodySplitter.MaxDepth });
            Strings(document.RootElement, TextKind.ToolCall);
        }
        catch (JsonException)
        {
            Add(TextKind.ToolCall, text);
        }
    }

    void Unknown(string type, JsonElement value)
    {
        // The client chose the word.
        UnknownShape ??= SessionIdSyntax.IsValid(type) ? type : "?";
        Strings(value, TextKind.Words);
    }

    void Strings(JsonElement value, TextKind kind)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.AsText() is { } text && (text.Length <= MostWithoutSpace || text.Contains(' ')):
                Add(kind, text);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Strings(item, kind);
                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                    Strings(field.Value, kind);
                break;
        }
    }

    void Add(TextKind kind, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            _pieces.Add(new(kind, text));
    }
}
