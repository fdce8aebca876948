using Luthien.Hocon;

namespace LuthienProxy.Host.Settings;

/// <summary><c>luthien.sign-in</c>: how long a sign-in to the pages lasts, and how often a key may be tried.</summary>
sealed record SignInSettings
{
    public Duration Idle { get; init; } = Duration.From(TimeSpan.FromHours(8));

    public Duration Lifetime { get; init; } = Duration.From(TimeSpan.FromHours(24));

    public int MaxSignOuts { get; init; } = 10_000;

    public int Tries { get; init; } = 10;

    public Duration TriesWindow { get; init; } = Duration.From(TimeSpan.FromMinutes(1));

    public int MaxAddresses { get; init; } = 10_000;
}
