using System.Buffers;
using System.Collections.Immutable;
using LuthienProxy.Policies.Patterns;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>Redacts one text. At each place the first pattern of the list that matches wins, so a pattern is settled once those before it have failed.</summary>
sealed class Redacting(ImmutableArray<NamedPattern> patterns, SearchValues<char> firsts, string replacement) : TextTransform
{
    // The character before what is shown: a match of a whole word depends on it.
    char _before;

    public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits)
    {
        var at = 0;
        while (text[at..].IndexOfAny(firsts) is >= 0 and var step)
        {
            edits.Keep(step);
            at += step;
            var (pattern, length, isOpen) = MatchAt(text, at, isEnd);
            if (isOpen)
                break;
            if (pattern is null)
                edits.Keep(1);
            else
                edits.Replace(length, replacement.Replace("{name}", pattern.Name, StringComparison.Ordinal), pattern.Name);
            at += Math.Max(1, length);
        }
        if (at < text.Length && text[at..].IndexOfAny(firsts) < 0)
            edits.Keep(text.Length - at);
        if (edits.Settled > 0)
            _before = text[edits.Settled - 1];
    }

    (NamedPattern? Pattern, int Length, bool IsOpen) MatchAt(ReadOnlySpan<char> text, int at, bool isEnd)
    {
        var isAfterWord = NamedPattern.IsWord(at > 0 ? text[at - 1] : _before);
        foreach (var pattern in patterns)
        {
            if (!pattern.CanStartWith(text[at]))
                continue;
            var (length, isOpen) = pattern.MatchAt(text[at..], isEnd, isAfterWord);
            if (isOpen || length > 0)
                return (pattern, length, isOpen);
        }
        return (null, 0, false);
    }
}
