using System.Runtime.CompilerServices;

namespace LuthienProxy.Policies.Metering;

/// <summary>How often something took how long: two counts for each doubling, from a quarter of a microsecond to four minutes. Allocates nothing. Not thread-safe; who reads beside the writer sees figures of about that moment.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "Nobody compares two of them.")]
public struct TimeBuckets
{
    const int PerDoubling = 2;
    const double SmallestMicroseconds = 0.25;

    Counts _counts;

    /// <summary>It took so long, as often as <paramref name="weight"/> says.</summary>
    public void Add(TimeSpan took, int weight = 1)
    {
        var steps = PerDoubling * Math.Log2(Math.Max(took.TotalMicroseconds, SmallestMicroseconds) / SmallestMicroseconds);
        _counts[Math.Min((int)steps, Counts.Length - 1)] += weight;
    }

    /// <summary>How long so many of a thousand took at most, within a fifth; null when nothing was added.</summary>
    public readonly TimeSpan? Percentile(int perThousand)
    {
        var counts = _counts;
        var total = 0L;
        foreach (var count in counts)
            total += count;
        if (total == 0)
            return null;
        var rank = Math.Max(1, ((total * perThousand) + 999) / 1_000);
        var at = 0;
        for (var seen = (long)counts[0]; seen < rank; seen += counts[at])
            at++;
        // The middle of what the count stands for.
        return TimeSpan.FromMicroseconds(SmallestMicroseconds * Math.Pow(2, (at + 0.5) / PerDoubling));
    }

    [InlineArray(Length)]
    struct Counts
    {
        public const int Length = 60;

        int _first;
    }
}
