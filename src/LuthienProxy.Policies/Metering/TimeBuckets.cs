namespace LuthienProxy.Policies.Metering;

/// <summary>
/// How often something took how long: two counts for each doubling, from a quarter of a microsecond to four minutes. Holds counts only from the least to the most that came: thousands of
/// streams have several of these. Not thread-safe; who reads beside the writer sees figures of about that moment.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1815", Justification = "Nobody compares two of them.")]
public struct TimeBuckets
{
    const int Most = 60;
    const int PerDoubling = 2;
    const double SmallestMicroseconds = 0.25;

    // Made with room for what takes half and twice as long: the next is rarely elsewhere.
    const int Margin = 2 * PerDoubling;

    // The place of the first count, and the counts.
    int[]? _counts;

    /// <summary>It took so long, as often as <paramref name="weight"/> says.</summary>
    public void Add(TimeSpan took, int weight = 1)
    {
        var steps = PerDoubling * Math.Log2(Math.Max(took.TotalMicroseconds, SmallestMicroseconds) / SmallestMicroseconds);
        var place = Math.Min((int)steps, Most - 1);
        if (_counts is not { } counts || place < counts[0] || place - counts[0] >= counts.Length - 1)
            counts = _counts = Widened(place);
        counts[1 + place - counts[0]] += weight;
    }

    /// <summary>How long so many of a thousand took at most, within a fifth; null when nothing was added.</summary>
    public readonly TimeSpan? Percentile(int perThousand)
    {
        if (_counts is not { } known)
            return null;
        var first = known[0];
        var counts = known.AsSpan(1);
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
        return TimeSpan.FromMicroseconds(SmallestMicroseconds * Math.Pow(2, (first + at + 0.5) / PerDoubling));
    }

    readonly int[] Widened(int place)
    {
        var (first, end) = (Math.Max(0, place - Margin), Math.Min(Most, place + Margin + 1));
        if (_counts is not { } known)
            return [first, .. new int[end - first]];
        (first, end) = (Math.Min(first, known[0]), Math.Max(end, known[0] + known.Length - 1));
        var wider = new int[1 + end - first];
        wider[0] = first;
        known.AsSpan(1).CopyTo(wider.AsSpan(1 + known[0] - first));
        return wider;
    }
}
