namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>The secret that goes upstream, and the header it travels in. Its text form never shows the secret.</summary>
/// <param name="HeaderName"><c>Authorization</c>, <c>x-api-key</c> or <c>api-key</c>.</param>
/// <param name="HeaderValue">The whole header value, scheme included.</param>
public sealed record Credential(string HeaderName, string HeaderValue)
{
    /// <inheritdoc/>
    public override string ToString() => $"{HeaderName}: ***";
}
