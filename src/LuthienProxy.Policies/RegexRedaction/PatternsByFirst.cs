using System.Collections.Immutable;
using LuthienProxy.Policies.Patterns;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>Which of some patterns may begin at a place, by the character that stands there and by whether a word stands before it. Immutable; thread-safe.</summary>
sealed class PatternsByFirst(ImmutableArray<NamedPattern> patterns)
{
    const int Ascii = 128;

    readonly NamedPattern[][] _anywhere = [.. Enumerable.Range(0, Ascii).Select(c => Fitting(patterns, (char)c))];
    readonly NamedPattern[][] _insideWord = [.. Enumerable.Range(0, Ascii).Select(c => Fitting([.. patterns.Where(pattern => !pattern.IsWholeWord)], (char)c))];
    // All other characters together: most patterns begin with none of them.
    readonly NamedPattern[] _beyond = [.. patterns.Where(pattern => Enumerable.Range(Ascii, char.MaxValue + 1 - Ascii).Any(c => pattern.CanStartWith((char)c)))];

    /// <summary>Those that may, in their order; most characters begin none.</summary>
    public ReadOnlySpan<NamedPattern> Of(char first, bool isAfterWord) => first >= Ascii ? _beyond : isAfterWord ? _insideWord[first] : _anywhere[first];

    static NamedPattern[] Fitting(ImmutableArray<NamedPattern> patterns, char first) => [.. patterns.Where(pattern => pattern.CanStartWith(first))];
}
