using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>
/// Anthropic Messages (<c>POST /v1/messages</c>; its <c>count_tokens</c> shares the request). Stateless; thread-safe.
/// Source: platform.claude.com/docs, "Messages" and "Streaming messages".
/// </summary>
public sealed class AnthropicFormat : IWireFormat
{
    /// <summary>The one instance.</summary>
    public static readonly AnthropicFormat Instance = new();

    AnthropicFormat()
    {
    }

    /// <inheritdoc/>
    public string Name => "anthropic-messages";

    /// <inheritdoc/>
    public Provider Provider => Provider.Anthropic;

    /// <inheritdoc/>
    public ConversationRequest DecodeRequest(ReadOnlyMemory<byte> body, RequestLimits limits) => AnthropicRequest.Decode(this, body, limits);

    /// <inheritdoc/>
    public IStreamDecoder CreateStreamDecoder() => new AnthropicStreamDecoder();

    /// <inheritdoc/>
    public IResponseEmitter CreateStreamEmitter(ConversationRequest request, EmitterOptions? options = null) => new AnthropicStreamEmitter(request.Model);

    /// <inheritdoc/>
    public IReadOnlyList<ResponseEvent> DecodeBody(ReadOnlyMemory<byte> body) => AnthropicBodyDecoder.Decode(body);

    /// <inheritdoc/>
    public IResponseEmitter CreateBodyEmitter(ConversationRequest request) => new AnthropicBodyEmitter(request.Model);

    /// <inheritdoc/>
    public HttpError EncodeError(GatewayError error) => AnthropicErrors.Encode(error);
}
