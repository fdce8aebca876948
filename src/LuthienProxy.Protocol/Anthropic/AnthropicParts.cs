using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>The JSON of an answer's parts where they cannot leave as they came: made from the provider's own JSON as far as there is any.</summary>
static class AnthropicParts
{
    /// <summary>A message with the given content (a JSON array) and the usage that every client reads (A2).</summary>
    public static AnthropicObject Message(ResponseStarted started, TokenUsage? usage, JsonElement original, ReadOnlySpan<byte> content) =>
        new AnthropicObject(original)
            .SetText("id", started.Id)
            .Set("type", "\"message\""u8)
            .Set("role", "\"assistant\""u8)
            .SetText("model", started.Model)
            .Set("content", content)
            .Set("stop_reason", "null"u8)
            .Set("stop_sequence", "null"u8)
            .Set("usage", Usage(original.Field("usage"u8), usage).Default("input_tokens", 0).Default("output_tokens", 0));

    /// <summary>A usage object, with what is known from elsewhere where it says nothing.</summary>
    public static AnthropicObject Usage(JsonElement original, TokenUsage? known) =>
        original.ValueKind == JsonValueKind.Object
            ? new AnthropicObject(original).Default("output_tokens", known?.Output)
            : new AnthropicObject()
                .Default("input_tokens", known?.Input)
                .Default("cache_creation_input_tokens", known?.CacheCreation)
                .Default("cache_read_input_tokens", known?.CacheRead)
                .Default("output_tokens", known?.Output);

    /// <summary>A block with nothing in it yet, as a stream begins it.</summary>
    public static ReadOnlySpan<byte> EmptyBlock(AnthropicBlock block, ToolCallHead? tool)
    {
        var original = OriginalOf(block);
        switch (block.Form)
        {
            case AnthropicForm.Text:
                return new AnthropicObject(original).Set("type", "\"text\""u8).SetText("text", "").ToJson();
            case AnthropicForm.Thinking:
                return new AnthropicObject(original).Set("type", "\"thinking\""u8).SetText("thinking", "").SetText("signature", "").ToJson();
            case AnthropicForm.ToolUse:
                return new AnthropicObject(original).Set("type", "\"tool_use\""u8)
                    .SetText("id", tool!.Id).SetText("name", tool.Name).Set("input", "{}"u8).ToJson();
            default:
                return ((AnthropicFrame)block.Started.Origin!).BlockJson(block.Started.Block).Span;
        }
    }

    /// <summary>The block as the provider wrote it, if it was of the same form.</summary>
    public static JsonElement OriginalOf(AnthropicBlock block) =>
        block.Started.Origin is AnthropicFrame frame && frame.FormOf(block.Started.Block) == block.Form
            ? AnthropicJson.Parse(frame.BlockJson(block.Started.Block))
            : default;
}
