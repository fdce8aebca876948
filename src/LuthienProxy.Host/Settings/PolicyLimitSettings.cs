using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy.limits</c>.</summary>
sealed record PolicyLimitSettings
{
    public Duration DecisionTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(60));

    public int MaxHeld { get; init; } = 4 * 1024 * 1024;

    public int JudgeCalls { get; init; } = 64;

    public int ShadowBuffer { get; init; } = 4096;
}
