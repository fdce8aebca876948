using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Wire;

/// <summary>
/// One of the three wire formats: everything the rest of the house needs to read and write it. Stateless; thread-safe.
/// </summary>
public interface IWireFormat
{
    /// <summary>The format's name in configuration, logs and records: <c>anthropic-messages</c>, <c>openai-chat</c>, <c>openai-responses</c>.</summary>
    string Name { get; }

    /// <summary>Whose API it is: decides which server key and which default upstream serve it.</summary>
    Provider Provider { get; }

    /// <summary>Reads a request body. What no policy changes is forwarded as <see cref="ConversationRequest.Raw"/>, byte for byte.</summary>
    /// <exception cref="RequestRejectedException">The body is not a request of this format, or is over a limit.</exception>
    ConversationRequest DecodeRequest(ReadOnlyMemory<byte> body, RequestLimits limits);

    /// <summary>A decoder for one streamed answer.</summary>
    IStreamDecoder CreateStreamDecoder();

    /// <summary>An emitter for one streamed answer; without <paramref name="options"/>, <see cref="EmitterOptions.Rewriting"/>.</summary>
    IResponseEmitter CreateStreamEmitter(ConversationRequest request, EmitterOptions? options = null);

    /// <summary>Decodes the whole body of an answer that was not streamed into the same events a stream of it would give.</summary>
    /// <exception cref="MalformedResponseException">The body is not an answer of this format.</exception>
    IReadOnlyList<ResponseEvent> DecodeBody(ReadOnlyMemory<byte> body);

    /// <summary>An emitter that writes the whole body once the answer is complete.</summary>
    IResponseEmitter CreateBodyEmitter(ConversationRequest request);

    /// <summary>The HTTP status and JSON body that tell a client of this format about an error before the answer began.</summary>
    HttpError EncodeError(GatewayError error);
}
