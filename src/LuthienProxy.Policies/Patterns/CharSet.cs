namespace LuthienProxy.Policies.Patterns;

/// <summary>A set of characters as ranges. Immutable.</summary>
sealed class CharSet
{
    readonly (char From, char To)[] _ranges;

    CharSet(IEnumerable<(char From, char To)> ranges) => _ranges = Merged(ranges);

    public static CharSet Digits { get; } = Of(('0', '9'));

    public static CharSet Word { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    public static CharSet Space { get; } = Of(('\t', '\r'), (' ', ' '));

    public static CharSet AnyButNewLine { get; } = Of(('\n', '\n')).Not();

    /// <summary>The ranges in order, none touching another.</summary>
    public IReadOnlyList<(char From, char To)> Ranges => _ranges;

    public static CharSet Of(params IReadOnlyList<(char From, char To)> ranges) => new(ranges);

    public CharSet With(CharSet other) => new(_ranges.Concat(other._ranges));

    public CharSet Not()
    {
        var gaps = new List<(char, char)>();
        var next = 0;
        foreach (var (from, to) in _ranges)
        {
            if (from > next)
                gaps.Add(((char)next, (char)(from - 1)));
            next = to + 1;
        }
        if (next <= char.MaxValue)
            gaps.Add(((char)next, char.MaxValue));
        return new(gaps);
    }

    /// <summary>The set with capitals and small letters of the Latin alphabet made equal.</summary>
    public CharSet IgnoringCase() => new(_ranges.Concat(Shifted('A', 'Z', 32)).Concat(Shifted('a', 'z', -32)));

    IEnumerable<(char, char)> Shifted(char first, char last, int by) => _ranges
        .Select(range => (From: Math.Max(range.From, first), To: Math.Min(range.To, last)))
        .Where(range => range.From <= range.To)
        .Select(range => ((char)(range.From + by), (char)(range.To + by)));

    static (char, char)[] Merged(IEnumerable<(char From, char To)> ranges)
    {
        var merged = new List<(char From, char To)>();
        foreach (var range in ranges.Order())
            if (merged.Count > 0 && range.From <= merged[^1].To + 1)
                merged[^1] = (merged[^1].From, (char)Math.Max(merged[^1].To, range.To));
            else
                merged.Add(range);
        return [.. merged];
    }
}
