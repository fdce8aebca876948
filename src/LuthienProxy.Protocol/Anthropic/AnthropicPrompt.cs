using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Reads what a request asks. Never throws: what has another shape than expected is opaque or not there.</summary>
static class AnthropicPrompt
{
    /// <summary>Reads a body that was taken as a request.</summary>
    public static Prompt Read(ReadOnlyMemory<byte> body, int maxDepth)
    {
        var root = JsonFields.Parse(body, maxDepth);
        return new(
            Content(root.Field("system"u8)),
            [.. root.ItemsOf("messages"u8).Select(ReadMessage)],
            [.. root.ItemsOf("tools"u8).Select(Tool)],
            Settings(root));
    }

    static Message ReadMessage(JsonElement message) => new(message.TextField("role"u8) ?? "", Content(message.Field("content"u8)), message);

    static List<ContentPart> Content(JsonElement content) =>
        content.AsText() is { } text ? [new ContentPart.Text(text)] : [.. content.Items().Select(Part)];

    static ContentPart Part(JsonElement part) => part.TextField("type"u8) switch
    {
        "text" => new ContentPart.Text(part.TextField("text"u8) ?? "", part),
        "image" => Image(part),
        "document" => Document(part),
        "tool_use" => new ContentPart.ToolCall(
            part.TextField("id"u8) ?? "", part.TextField("name"u8) ?? "", Raw(part.Field("input"u8)), part),
        "tool_result" => new ContentPart.ToolResult(
            part.TextField("tool_use_id"u8) ?? "", Content(part.Field("content"u8)), part.IsTrue("is_error"u8), part),
        "thinking" => new ContentPart.Thinking(part.TextField("thinking"u8) ?? "", part.TextField("signature"u8), part),
        // Redacted thinking is thinking without words: its data is what the provider checks.
        "redacted_thinking" => new ContentPart.Thinking("", part.TextField("data"u8), part),
        var other => new ContentPart.Opaque(other ?? "", part),
    };

    static ContentPart.Image Image(JsonElement part)
    {
        var source = part.Field("source"u8);
        return new(source.TextField("media_type"u8), source.TextField("url"u8), part);
    }

    static ContentPart.Document Document(JsonElement part) =>
        new(part.Field("source"u8).TextField("media_type"u8), part.TextField("title"u8), part);

    // A tool of the client's own has no type or "custom"; typed ones are the provider's.
    static ToolDefinition Tool(JsonElement tool)
    {
        var kind = tool.TextField("type"u8) ?? "custom";
        return new(tool.TextField("name"u8) ?? kind, kind, tool.TextField("description"u8), tool);
    }

    static RequestSettings Settings(JsonElement root)
    {
        var output = root.Field("output_config"u8);
        return new()
        {
            MaxOutputTokens = root.LongField("max_tokens"u8),
            Temperature = root.DoubleField("temperature"u8),
            TopP = root.DoubleField("top_p"u8),
            ReasoningEffort = output.TextField("effort"u8),
            Reasoning = root.OptionalField("thinking"u8),
            ToolChoice = root.OptionalField("tool_choice"u8),
            StopSequences = [.. root.ItemsOf("stop_sequences"u8).Select(word => word.AsText()).OfType<string>()],
            OutputFormat = output.OptionalField("format"u8),
            User = root.Field("metadata"u8).TextField("user_id"u8),
        };
    }

    static string Raw(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "" : Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
}
