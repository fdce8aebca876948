using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Wire;

/// <summary>A client's request cannot be taken; <see cref="Error"/> is what the client is told.</summary>
public sealed class RequestRejectedException : ProtocolException
{
    /// <summary>Rejects with the given error.</summary>
    public RequestRejectedException(GatewayError error, Exception? inner = null)
        : base(error.Message, inner) => Error = error;

    /// <summary>What the client is told.</summary>
    public GatewayError Error { get; }
}
