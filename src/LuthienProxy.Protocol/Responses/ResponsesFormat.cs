using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.OpenAI;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>OpenAI Responses: what Codex and the newer OpenAI clients speak. Stateless; thread-safe.</summary>
public sealed class ResponsesFormat : IWireFormat
{
    /// <summary>The one instance.</summary>
    public static readonly ResponsesFormat Instance = new();

    ResponsesFormat()
    {
    }

    /// <inheritdoc/>
    public string Name => "openai-responses";

    /// <inheritdoc/>
    public Provider Provider => Provider.OpenAI;

    /// <inheritdoc/>
    public ConversationRequest DecodeRequest(ReadOnlyMemory<byte> body, RequestLimits limits) => ResponsesRequest.Decode(body, limits);

    /// <inheritdoc/>
    public IStreamDecoder CreateStreamDecoder() => new ResponsesStreamDecoder();

    /// <inheritdoc/>
    public IResponseEmitter CreateStreamEmitter(ConversationRequest request, EmitterOptions? options = null) =>
        new ResponsesStreamEmitter(options ?? EmitterOptions.Rewriting);

    /// <inheritdoc/>
    public IReadOnlyList<ResponseEvent> DecodeBody(ReadOnlyMemory<byte> body) => ResponsesBodyDecoder.Decode(body);

    /// <inheritdoc/>
    public IResponseEmitter CreateBodyEmitter(ConversationRequest request) => new ResponsesBodyEmitter();

    /// <inheritdoc/>
    public HttpError EncodeError(GatewayError error) => OpenAIErrors.Encode(error);
}
