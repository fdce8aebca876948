using System.Collections.Immutable;
using System.Text;

namespace LuthienProxy.Activity.Feed;

/// <summary>
/// How much of the stream somebody has seen: of each run of each node, up to which number. It is what a page gets as the id of an event and gives back as
/// <c>Last-Event-ID</c>, and it means the same at every node, in whatever order that node heard of the others. Immutable.
/// </summary>
/// <remarks>Its text is <c>node.epoch-number</c>, joined by <c>_</c> where there are several, numbers in base 36; a node stands there as a digest of its name.</remarks>
sealed class Cursor
{
    /// <summary>The longest text that is read back: <see cref="Feed.Lanes.Most"/> lanes fit.</summary>
    const int LongestText = 4096;

    const int Radix = 36;

    readonly ImmutableSortedDictionary<string, long> _seen;

    Cursor(ImmutableSortedDictionary<string, long> seen) => _seen = seen;

    /// <summary>Nothing was seen.</summary>
    public static Cursor Nothing { get; } = new(ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal));

    /// <summary>A place that is not in any feed.</summary>
    public static Cursor Unknown { get; } = Nothing.With("0.0", 0);

    /// <summary>The lanes that it speaks of.</summary>
    public IEnumerable<string> Lanes => _seen.Keys;

    /// <summary>Up to which number a lane was seen; null when it was not heard of.</summary>
    public long? this[string lane] => _seen.TryGetValue(lane, out var number) ? number : null;

    /// <summary>Reads a text back; null when it is none.</summary>
    public static Cursor? Parse(string? text)
    {
        if (text is not { Length: > 0 and <= LongestText })
            return null;
        var seen = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var part in text.Split('_'))
        {
            var dash = part.LastIndexOf('-');
            if (dash < 0 || !IsLane(part.AsSpan(0, dash)) || ParseNumber(part.AsSpan(dash + 1)) is not { } number)
                return null;
            seen[part[..dash]] = number;
        }
        return new(seen.ToImmutable());
    }

    /// <summary>Whether the numbered event of a lane was seen.</summary>
    public bool Has(string lane, long number) => number <= _seen.GetValueOrDefault(lane);

    /// <summary>With this lane seen up to this number.</summary>
    public Cursor With(string lane, long number) => new(_seen.SetItem(lane, number));

    /// <summary>Without this lane.</summary>
    public Cursor Without(string lane) => new(_seen.Remove(lane));

    /// <summary>All that either has seen.</summary>
    public Cursor And(Cursor other)
    {
        var both = _seen.ToBuilder();
        foreach (var (lane, number) in other._seen)
            both[lane] = Math.Max(number, both.GetValueOrDefault(lane));
        return new(both.ToImmutable());
    }

    /// <summary>Whether everything that the other has seen was seen here.</summary>
    public bool Covers(Cursor other)
    {
        foreach (var (lane, number) in other._seen)
            if (!Has(lane, number))
                return false;
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (lane, number) in _seen)
        {
            if (text.Length > 0)
                text.Append('_');
            text.Append(lane).Append('-').Append(Text(number));
        }
        return text.ToString();
    }

    /// <summary>A number in base 36, lower case.</summary>
    public static string Text(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        Span<char> digits = stackalloc char[13];
        var at = digits.Length;
        do
        {
            var digit = (int)(number % Radix);
            digits[--at] = (char)(digit < 10 ? '0' + digit : 'a' + digit - 10);
            number /= Radix;
        }
        while (number > 0);
        return new string(digits[at..]);
    }

    static long? ParseNumber(ReadOnlySpan<char> text)
    {
        // Twelve digits stay below 2^63.
        if (text.Length is 0 or > 12)
            return null;
        var number = 0L;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterLower(c))
                return null;
            number = number * Radix + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10);
        }
        return number;
    }

    static bool IsLane(ReadOnlySpan<char> lane)
    {
        foreach (var c in lane)
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterLower(c) && c != '.')
                return false;
        return lane.IndexOf('.') > 0;
    }
}
