using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Reads requests of Chat Completions: the head at once, the prompt when somebody asks for it.</summary>
static class ChatRequest
{
    /// <summary>Reads a request.</summary>
    /// <exception cref="RequestRejectedException">It is not a request of this format, or is over a limit.</exception>
    public static ConversationRequest Decode(IWireFormat format, ReadOnlyMemory<byte> body, RequestLimits limits)
    {
        var head = RequestHead.Read(body.Span, "messages"u8, limits);
        if (head.Items != JsonTokenType.StartArray)
            throw RequestRejection.Of("messages", head.Items == JsonTokenType.None ? "is required" : "must be an array");
        return new(() => DecodePrompt(body, limits))
        {
            Format = format,
            Model = head.Model,
            Stream = head.Stream,
            IncludeUsage = head.IncludeUsage,
            MessageCount = head.ItemCount,
            ToolCount = head.ToolCount,
            Raw = body,
        };
    }

    static Prompt DecodePrompt(ReadOnlyMemory<byte> body, RequestLimits limits)
    {
        var root = JsonFields.Parse(body, limits.MaxDepth + 1);
        return new([], [.. root.ItemsOf("messages"u8).Select(ChatMessages.Read)], [.. Tools(root)], Settings(root));
    }

    static IEnumerable<ToolDefinition> Tools(JsonElement root)
    {
        foreach (var tool in root.ItemsOf("tools"u8))
        {
            var kind = tool.TextField("type"u8) ?? "";
            var called = tool.Field("function"u8) is { ValueKind: JsonValueKind.Object } function ? function : tool.Field("custom"u8);
            yield return new(called.TextField("name"u8) ?? kind, kind, called.TextField("description"u8), tool);
        }
        foreach (var function in root.ItemsOf("functions"u8))
            yield return new(function.TextField("name"u8) ?? "function", "function", function.TextField("description"u8), function);
    }

    static RequestSettings Settings(JsonElement root) => new()
    {
        MaxOutputTokens = root.LongField("max_completion_tokens"u8) ?? root.LongField("max_tokens"u8),
        Temperature = root.DoubleField("temperature"u8),
        TopP = root.DoubleField("top_p"u8),
        ReasoningEffort = root.TextField("reasoning_effort"u8),
        Reasoning = root.OptionalField("reasoning"u8),
        Verbosity = root.TextField("verbosity"u8),
        ToolChoice = root.OptionalField("tool_choice"u8) ?? root.OptionalField("function_call"u8),
        StopSequences = Stops(root.Field("stop"u8)),
        OutputFormat = root.OptionalField("response_format"u8),
        User = root.TextField("safety_identifier"u8) ?? root.TextField("user"u8),
    };

    static IReadOnlyList<string> Stops(JsonElement stop) =>
        stop.AsText() is { } one ? [one] : [.. stop.Items().Select(item => item.AsText()).OfType<string>()];
}
