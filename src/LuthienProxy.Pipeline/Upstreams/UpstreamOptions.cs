using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>One provider endpoint that calls can be sent to.</summary>
public sealed record UpstreamOptions
{
    /// <summary>Its name in routes, logs and records.</summary>
    public required string Name { get; init; }

    /// <summary>Whose API it speaks: decides which of the client's paths may go there.</summary>
    public required Provider Provider { get; init; }

    /// <summary>Scheme, host, port and path prefix, without a trailing slash and without <c>/v1</c>.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The server's own key; null when only clients' credentials are passed through.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether it asks for a credential; false only for one that lives in this process.</summary>
    public bool NeedsKey { get; init; } = true;

    /// <summary>The most connections kept open to it; further calls wait for one within the connect timeout.</summary>
    public int MaxConnections { get; init; } = 20_000;

    /// <summary>How long a pooled connection lives before it is replaced, so that DNS changes are seen.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a TCP and TLS connection may take to be made.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Upstream retries; none by default, because the clients retry by themselves (H11).</summary>
    public RetryOptions Retry { get; init; } = new();
}
