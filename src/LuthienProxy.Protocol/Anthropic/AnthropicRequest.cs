using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Reads a request's head at once and its prompt when asked. What the upstream checks (<c>max_tokens</c>, roles, …) is not checked here.</summary>
static class AnthropicRequest
{
    /// <exception cref="RequestRejectedException">The body is not a request of this format, or is over a limit.</exception>
    public static ConversationRequest Decode(IWireFormat format, ReadOnlyMemory<byte> body, RequestLimits limits)
    {
        var head = RequestHead.Read(body.Span, "messages"u8, limits);
        if (head.Items != JsonTokenType.StartArray)
            throw RequestRejection.Of("messages", head.Items == JsonTokenType.None ? "is required" : "must be an array");
        return new(() => AnthropicPrompt.Read(body, limits.MaxDepth))
        {
            Format = format,
            Model = head.Model,
            Stream = head.Stream,
            MessageCount = head.ItemCount,
            ToolCount = head.ToolCount,
            Raw = body,
        };
    }
}
