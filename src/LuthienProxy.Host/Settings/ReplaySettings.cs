using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy.replays</c>: what running recorded calls under other policies may take.</summary>
sealed record ReplaySettings
{
    public int AtOnce { get; init; } = 2;

    public int Parallel { get; init; } = 2;

    public Duration Timeout { get; init; } = Duration.From(TimeSpan.FromMinutes(10));

    public int MaxCalls { get; init; } = 10_000;
}
