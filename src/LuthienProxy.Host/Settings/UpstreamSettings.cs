using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary>One entry of <c>luthien.upstreams</c>.</summary>
sealed record UpstreamSettings
{
    public string Provider { get; init; } = "";

    [Address]
    public string BaseUrl { get; init; } = "";

    [Secret]
    public string ApiKey { get; init; } = "";

    public int MaxConnections { get; init; } = 20_000;

    public Duration ConnectionLifetime { get; init; } = Duration.From(TimeSpan.FromMinutes(5));

    public RetrySettings Retry { get; init; } = new();

    /// <inheritdoc/>
    public override string ToString() => $"UpstreamSettings {{ Provider = {Provider}, BaseUrl = {BaseUrl} }}";
}
