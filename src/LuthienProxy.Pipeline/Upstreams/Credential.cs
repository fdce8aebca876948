using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>The secret that goes upstream, and the header it travels in. Its text form never shows the secret.</summary>
/// <param name="HeaderName"><c>Authorization</c>, <c>x-api-key</c> or <c>api-key</c>.</param>
/// <param name="HeaderValue">The whole header value, scheme included.</param>
public sealed record Credential(string HeaderName, string HeaderValue)
{
    /// <summary>The server's own key as its provider wants it; null where there is none.</summary>
    public static Credential? OfServer(UpstreamOptions upstream) => upstream switch
    {
        { ApiKey: null } => null,
        { Provider: Provider.Anthropic, ApiKey: var key } => new("x-api-key", key),
        { ApiKey: var key } => new("Authorization", $"Bearer {key}"),
    };

    /// <inheritdoc/>
    public override string ToString() => $"{HeaderName}: ***";
}
