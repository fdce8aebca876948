using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.journal.breaker</c>: when the database is left alone.</summary>
sealed record BreakerSettings
{
    public int Failures { get; init; } = 3;

    public Duration CallTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(5));

    public Duration SlowCall { get; init; } = Duration.From(TimeSpan.FromSeconds(2));

    public Duration ResetTimeout { get; init; } = Duration.From(TimeSpan.FromSeconds(5));
}
