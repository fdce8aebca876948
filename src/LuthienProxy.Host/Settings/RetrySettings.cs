using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>retry</c> of an upstream.</summary>
sealed record RetrySettings
{
    public int MaxRetries { get; init; }

    public Duration BaseDelay { get; init; } = Duration.From(TimeSpan.FromMilliseconds(500));

    public Duration MaxDelay { get; init; } = Duration.From(TimeSpan.FromSeconds(10));

    public Flag Failover { get; init; }
}
