using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Reads requests: the head at once, the prompt when somebody asks for it.</summary>
static class ResponsesRequest
{
    public static ConversationRequest Decode(ReadOnlyMemory<byte> body, RequestLimits limits)
    {
        var head = RequestHead.Read(body.Span, "input"u8, limits);
        if (head.Items is not (JsonTokenType.StartArray or JsonTokenType.String or JsonTokenType.None or JsonTokenType.Null))
            throw RequestRejection.Of("input", "must be a string or an array");
        return new(() => PromptDecoder.Decode(body, limits.MaxDepth))
        {
            Format = ResponsesFormat.Instance,
            Model = head.Model,
            Stream = head.Stream,
            MessageCount = head.ItemCount,
            ToolCount = head.ToolCount,
            Raw = body,
        };
    }
}
