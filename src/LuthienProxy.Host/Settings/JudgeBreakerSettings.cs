using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.policy.judges.breaker</c>: when a judge that does not work is left alone.</summary>
sealed record JudgeBreakerSettings
{
    public int MinQuestions { get; init; } = 3;

    public double FailureRatio { get; init; } = 0.5;

    public Duration Window { get; init; } = Duration.From(TimeSpan.FromMinutes(1));

    public Duration Patience { get; init; } = Duration.From(TimeSpan.FromSeconds(5));

    public Duration ResetTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(15));
}
