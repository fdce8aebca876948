using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.OpenAI;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>OpenAI Chat Completions, as OpenAI and the many compatible providers speak it. Stateless; thread-safe.</summary>
public sealed class ChatFormat : IWireFormat
{
    /// <summary>The format.</summary>
    public static readonly ChatFormat Instance = new(TimeProvider.System);

    readonly TimeProvider _time;

    /// <summary>The format with a clock of its own: chunks that are made here say when.</summary>
    public ChatFormat(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public string Name => "openai-chat";

    /// <inheritdoc/>
    public Provider Provider => Provider.OpenAI;

    /// <inheritdoc/>
    public ConversationRequest DecodeRequest(ReadOnlyMemory<byte> body, RequestLimits limits) => ChatRequest.Decode(this, body, limits);

    /// <inheritdoc/>
    public IStreamDecoder CreateStreamDecoder() => new ChatStreamDecoder();

    /// <inheritdoc/>
    public IResponseEmitter CreateStreamEmitter(ConversationRequest request, EmitterOptions? options = null) => new ChatStreamEmitter(request, _time);

    /// <inheritdoc/>
    public IReadOnlyList<ResponseEvent> DecodeBody(ReadOnlyMemory<byte> body) => ChatBodyDecoder.Decode(body);

    /// <inheritdoc/>
    public IResponseEmitter CreateBodyEmitter(ConversationRequest request) => new ChatBodyEmitter(request, _time);

    /// <inheritdoc/>
    public HttpError EncodeError(GatewayError error) => OpenAIErrors.Encode(error);
}
