using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Policies.Testing;

/// <summary>Small requests for tests.</summary>
public static class TestRequests
{
    /// <summary>The three formats.</summary>
    public static IReadOnlyList<IWireFormat> Formats { get; } = [AnthropicFormat.Instance, ChatFormat.Instance, ResponsesFormat.Instance];

    /// <summary>A request of that format (<c>anthropic-messages</c>, <c>openai-chat</c>, <c>openai-responses</c>) that says hello.</summary>
    public static ConversationRequest Of(string format) => Hello(Formats.Single(known => known.Name == format));

    /// <summary>A request from its JSON.</summary>
    public static ConversationRequest Of(string format, ReadOnlyMemory<byte> json) => Formats.Single(known => known.Name == format).DecodeRequest(json, new());

    internal static ConversationRequest Like(ConversationRequest request, IWireFormat format) =>
        ReferenceEquals(request.Format, format) ? request : Hello(format);

    static ConversationRequest Hello(IWireFormat format)
    {
        var history = ReferenceEquals(format, ResponsesFormat.Instance) ? "input"u8 : "messages"u8;
        return format.DecodeRequest((byte[])[.. "{\"model\":\"model-1\",\""u8, .. history, .. "\":[{\"role\":\"user\",\"content\":\"hello\"}]}"u8], new());
    }
}
