using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.timeouts</c>.</summary>
sealed record TimeoutSettings
{
    public Duration Connect { get; init; } = Duration.From(TimeSpan.FromSeconds(10));

    public Duration FirstByte { get; init; } = Duration.From(TimeSpan.FromMinutes(10));

    public Duration Idle { get; init; } = Duration.From(TimeSpan.FromSeconds(280));

    public Duration Total { get; init; } = Duration.From(TimeSpan.FromMinutes(60));

    public Duration ClientStall { get; init; } = Duration.From(TimeSpan.FromMinutes(5));
}
