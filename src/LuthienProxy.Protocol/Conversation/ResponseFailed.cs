namespace LuthienProxy.Protocol.Conversation;

/// <summary>The answer ends with an error, the provider's or our own. Terminal, nothing follows.</summary>
/// <param name="Error">What went wrong.</param>
public sealed record ResponseFailed(GatewayError Error) : ResponseEvent;
