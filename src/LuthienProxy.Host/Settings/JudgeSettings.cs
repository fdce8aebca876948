using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy.judges</c>: what asking a model for a policy may take, whatever the policy's own configuration says.</summary>
sealed record JudgeSettings
{
    public Duration Timeout { get; init; } = Duration.From(TimeSpan.FromMinutes(2));

    public ByteSize MaxResponse { get; init; } = new(256 * 1024);

    public int MaxQuestions { get; init; } = 256;

    public JudgeBreakerSettings Breaker { get; init; } = new();
}
