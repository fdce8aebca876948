using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.server</c>: where the gateway listens, and how it stops.</summary>
sealed record ServerSettings
{
    public string Host { get; init; } = "127.0.0.1";

    public int Port { get; init; } = 8000;

    public Duration DrainTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(20));

    public int MaxCalls { get; init; } = 20_000;

    public Duration GiveBackAfter { get; init; } = Duration.From(TimeSpan.FromSeconds(2));
}
