using System.Buffers;
using System.Collections.Immutable;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.StringReplacement;

/// <summary>Replaces strings in one text. At each place the first pair of the list that matches wins, so a pair is settled once those before it have failed.</summary>
sealed class Replacing(ImmutableArray<ReplacementPair> pairs, SearchValues<char> firsts, bool matchCapitalisation) : TextTransform
{
    readonly StringComparison _comparison = matchCapitalisation ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits)
    {
        var at = 0;
        while (text[at..].IndexOfAny(firsts) is >= 0 and var step)
        {
            edits.Keep(step);
            at += step;
            var match = MatchAt(text[at..], isEnd);
            if (match is { IsOpen: true })
                return;
            if (match.Pair is { } pair)
                edits.Replace(pair.Find.Length, matchCapitalisation ? Capitals.Like(text.Slice(at, pair.Find.Length), pair.Replace) : pair.Replace, "replaced");
            else
                edits.Keep(1);
            at += match.Pair?.Find.Length ?? 1;
        }
        edits.Keep(text.Length - at);
    }

    (ReplacementPair? Pair, bool IsOpen) MatchAt(ReadOnlySpan<char> text, bool isEnd)
    {
        foreach (var pair in pairs)
        {
            if (text.StartsWith(pair.Find, _comparison))
                return (pair, false);
            if (!isEnd && text.Length < pair.Find.Length && pair.Find.AsSpan().StartsWith(text, _comparison))
                return (null, true);
        }
        return (null, false);
    }
}
