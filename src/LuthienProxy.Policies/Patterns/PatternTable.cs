using System.Collections.Immutable;

namespace LuthienProxy.Policies.Patterns;

/// <summary>
/// A pattern as a table that is followed one character at a time: it always knows whether what it has seen is a match, may become one, or never will. Takes the same time for each
/// character, whatever the pattern. Immutable; thread-safe.
/// </summary>
sealed class PatternTable
{
    /// <summary>No match can come any more.</summary>
    public const int Dead = -1;

    const int MostStates = 5000;
    const int Ascii = 128;

    // From where each class of characters goes on; classes are the ranges between the borders of all sets.
    readonly char[] _borders;
    readonly short[] _asciiClasses = new short[Ascii];
    readonly int[] _next;
    readonly bool[] _accepts;
    readonly bool[] _isOpen;
    readonly int _classes;

    PatternTable(char[] borders, List<int[]> rows, List<bool> accepts)
    {
        _borders = borders;
        _classes = borders.Length;
        for (var c = 0; c < Ascii; c++)
            _asciiClasses[c] = (short)ClassBySearch((char)c);
        _next = [.. rows.SelectMany(row => row)];
        _accepts = [.. accepts];
        _isOpen = [.. rows.Select(row => row.Any(to => to != Dead))];
    }

    /// <summary>Makes the table of a pattern.</summary>
    /// <exception cref="PatternException">The pattern cannot be read, matches nothing at all, or is too large.</exception>
    public static PatternTable Of(string pattern)
    {
        var graph = PatternGraph.Of(new PatternReader(pattern).Read());
        char[] borders = [.. graph.Sets.SelectMany(set => set.Ranges).SelectMany(BordersOf).Append('\0').Distinct().Order()];
        var sets = new Dictionary<string, int>(StringComparer.Ordinal);
        var open = new List<ImmutableArray<int>>();
        var rows = new List<int[]>();
        IndexOf([graph.Start]);
        for (var at = 0; at < open.Count; at++)
            rows.Add([.. borders.Select(border => Step(open[at], border))]);
        List<bool> accepts = [.. open.Select(states => states[0] == PatternGraph.Accept)];
        return accepts[0] ? throw new PatternException("The pattern matches nothing at all: every place would be a match.") : new(borders, rows, accepts);

        int Step(ImmutableArray<int> states, char on) => IndexOf(states
            .Select(graph.StepOf).Where(step => step is { } taken && taken.On.Ranges.Any(range => on >= range.From && on <= range.To)).Select(step => step!.Value.To));

        int IndexOf(IEnumerable<int> states)
        {
            var closure = graph.Closure(states);
            if (closure.IsEmpty)
                return Dead;
            var key = string.Join(',', closure);
            if (sets.TryGetValue(key, out var known))
                return known;
            if (open.Count >= MostStates)
                throw new PatternException("The pattern is too large: it leaves too much open.");
            sets.Add(key, open.Count);
            open.Add(closure);
            return open.Count - 1;
        }
    }

    /// <summary>Where a character leads from a state; the first state is 0.</summary>
    public int Next(int state, char on) => _next[(state * _classes) + (on < Ascii ? _asciiClasses[on] : ClassBySearch(on))];

    /// <summary>Whether what led here is a match.</summary>
    public bool IsMatch(int state) => _accepts[state];

    /// <summary>Whether more characters can lead to a match.</summary>
    public bool IsOpen(int state) => _isOpen[state];

    int ClassBySearch(char c)
    {
        var at = Array.BinarySearch(_borders, c);
        return at >= 0 ? at : ~at - 1;
    }

    static IEnumerable<char> BordersOf((char From, char To) range) => range.To == char.MaxValue ? [range.From] : [range.From, (char)(range.To + 1)];
}
