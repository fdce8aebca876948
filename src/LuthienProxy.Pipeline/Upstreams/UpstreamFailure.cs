using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Why no answer, or no whole answer, came from an upstream.</summary>
/// <param name="Phase">How far the call had come.</param>
/// <param name="Error">What the client is told.</param>
/// <param name="Cause">The exception behind it, for the log; null where there was none.</param>
public sealed record UpstreamFailure(UpstreamPhase Phase, GatewayError Error, Exception? Cause = null);
