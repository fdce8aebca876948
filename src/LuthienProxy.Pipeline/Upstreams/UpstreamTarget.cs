namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>An upstream chosen for a call, with the credential that goes there.</summary>
/// <param name="Upstream">The upstream.</param>
/// <param name="Credential">What identifies the caller to it; null for an upstream that asks for none.</param>
public sealed record UpstreamTarget(Upstream Upstream, Credential? Credential);
