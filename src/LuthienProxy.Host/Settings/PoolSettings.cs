using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.storage.pool</c>: connections to the journal's database.</summary>
sealed record PoolSettings
{
    public int Min { get; init; } = 1;

    public int Max { get; init; } = 20;

    public Duration Wait { get; init; } = Duration.From(TimeSpan.FromSeconds(5));

    public Duration ConnectTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(5));

    public Duration IdleLifetime { get; init; } = Duration.From(TimeSpan.FromMinutes(5));

    public Duration Keepalive { get; init; } = Duration.From(TimeSpan.FromSeconds(30));
}
