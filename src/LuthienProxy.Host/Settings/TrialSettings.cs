using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy.trials</c>: what trying a prompt against a chain may take.</summary>
sealed record TrialSettings
{
    public int AtOnce { get; init; } = 4;

    public Duration Timeout { get; init; } = Duration.From(TimeSpan.FromMinutes(2));

    public int MaxPrompt { get; init; } = 16_384;

    public int MaxTokens { get; init; } = 2_048;
}
