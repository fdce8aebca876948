namespace Luthien.Actors;

/// <summary>How a <see cref="BackoffSupervisor"/> waits.</summary>
/// <param name="Min">The first wait.</param>
/// <param name="Max">No wait is longer than this (before the spread).</param>
public sealed record BackoffOptions(TimeSpan Min, TimeSpan Max)
{
    /// <summary>Spread: each wait is lengthened by up to this share, by chance. Default 0.2.</summary>
    public double RandomFactor { get; init; } = 0.2;

    /// <summary>A child that stayed up for this long begins at <see cref="Min"/> again. Default <see cref="Min"/>.</summary>
    public TimeSpan? ResetAfter { get; init; }

    /// <summary>Answers messages that come while the child is down; without it they become dead letters.</summary>
    public object? ReplyWhileDown { get; init; }

    /// <summary>The wait before the start with this number, beginning with 0: min(Max, Min·2ⁿ)·(1 + chance·RandomFactor).</summary>
    internal TimeSpan DelayFor(int restart, double chance)
    {
        var doubled = Min.Ticks * Math.Pow(2, Math.Min(restart, 62));
        return TimeSpan.FromTicks((long)(Math.Min(Max.Ticks, doubled) * (1 + chance * RandomFactor)));
    }
}
