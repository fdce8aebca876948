using System.Diagnostics;

namespace LuthienProxy.LoadTest.Plans;

/// <summary>How many streams are wanted at each moment of a run.</summary>
/// <param name="Kind">The shape.</param>
/// <param name="Streams">The most of them.</param>
/// <param name="For">The run's length.</param>
sealed record Profile(ProfileKind Kind, int Streams, TimeSpan For)
{
    // A server's queue of connections that it has not accepted is short; so many new ones a second are no feat for any.
    const double RisePerSecond = 1000;

    // Of the whole run.
    const double MostRise = 0.2;
    const double SpikeFrom = 1 / 3.0;
    const double SpikeTo = 2 / 3.0;
    const int CalmPart = 10;

    /// <summary>How long the rise to all streams takes, where a profile has one.</summary>
    public TimeSpan Rise => TimeSpan.FromSeconds(Math.Min(Streams / RisePerSecond, For.TotalSeconds * MostRise));

    /// <summary>How many there are to be; none from <see cref="For"/> on.</summary>
    public int At(TimeSpan elapsed)
    {
        if (elapsed < TimeSpan.Zero || elapsed >= For)
            return 0;
        return Kind switch
        {
            ProfileKind.Ramp => Part(elapsed / For),
            ProfileKind.Steady or ProfileKind.Soak => Rise == TimeSpan.Zero ? Streams : Part(elapsed / Rise),
            ProfileKind.Spike => elapsed >= For * SpikeFrom && elapsed < For * SpikeTo ? Streams : Math.Max(1, Streams / CalmPart),
            _ => throw new UnreachableException(),
        };
    }

    // At least one from the first moment on.
    int Part(double share) => Math.Clamp((int)Math.Ceiling(Streams * share), 1, Streams);
}
