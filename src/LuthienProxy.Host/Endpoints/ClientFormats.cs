using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Endpoints;

/// <summary>The wire formats that clients speak here, and the path that each is spoken on.</summary>
static class ClientFormats
{
    public const string MessagesPath = "/v1/messages";
    public const string ChatPath = "/v1/chat/completions";
    public const string ResponsesPath = "/v1/responses";

    public static IWireFormat Anthropic { get; } = AnthropicFormat.Instance;

    public static IWireFormat Chat { get; } = ChatFormat.Instance;

    public static IWireFormat Responses { get; } = ResponsesFormat.Instance;
}
