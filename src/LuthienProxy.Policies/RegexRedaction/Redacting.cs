using LuthienProxy.Policies.Patterns;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>Redacts one text. At each place the first pattern of the list that matches wins, so a pattern is settled once those before it have failed.</summary>
sealed class Redacting(PatternsByFirst patterns, string replacement) : TextTransform
{
    // The character before what is shown: a match of a whole word depends on it.
    char _before;

    public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits)
    {
        for (var at = 0; at < text.Length;)
        {
            var isAfterWord = NamedPattern.IsWord(at > 0 ? text[at - 1] : _before);
            var (pattern, length, isOpen) = MatchAt(patterns.Of(text[at], isAfterWord), text[at..], isEnd, isAfterWord);
            if (isOpen)
                break;
            if (pattern is null)
                edits.Keep(1);
            else
                edits.Replace(length, replacement.Replace("{name}", pattern.Name, StringComparison.Ordinal), pattern.Name);
            at += Math.Max(1, length);
        }
        if (edits.Settled > 0)
            _before = text[edits.Settled - 1];
    }

    static (NamedPattern? Pattern, int Length, bool IsOpen) MatchAt(ReadOnlySpan<NamedPattern> patterns, ReadOnlySpan<char> text, bool isEnd, bool isAfterWord)
    {
        foreach (var pattern in patterns)
        {
            var (length, isOpen) = pattern.MatchAt(text, isEnd, isAfterWord);
            if (isOpen || length > 0)
                return (pattern, length, isOpen);
        }
        return (null, 0, false);
    }
}
