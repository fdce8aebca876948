using System.Globalization;
using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>Text of unknown origin made fit to be shown: no control sequences, no invisible reordering, bounded.</summary>
static class SafeText
{
    /// <summary>Control characters, escape sequences and directional marks in a visible form; line breaks and tabs stay.</summary>
    public static string Neutral(string text)
    {
        var neutral = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\n' or '\t' || !IsHarmful(rune))
                neutral.Append(rune);
            else if (rune.Value != '\r')
                neutral.Append("\\u{").Append(rune.Value.ToString("x", CultureInfo.InvariantCulture)).Append('}');
        return neutral.ToString();
    }

    /// <summary>One line of it.</summary>
    public static string Line(string text) => Cut(Neutral(text).ReplaceLineEndings(" ").Replace('`', '\''), 200);

    /// <summary>The beginning, never half of a character.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return text[..end] + "…";
    }

    /// <summary>Paragraphs kept, lines no longer than so many columns where there is a space to break at.</summary>
    public static string Wrapped(string text, int columns) =>
        string.Join('\n', Neutral(text).Split('\n').Select(line => WrappedLine(line, columns)));

    public static int LongestRun(string text, char of)
    {
        var longest = 0;
        for (var (at, run) = (0, 0); at < text.Length; at++)
        {
            run = text[at] == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }

    static string WrappedLine(string line, int columns)
    {
        var wrapped = new StringBuilder(line.Length + 8);
        var width = 0;
        foreach (var word in line.Split(' '))
        {
            if (width > 0)
            {
                var breaks = width + 1 + word.Length > columns;
                wrapped.Append(breaks ? '\n' : ' ');
                width = breaks ? 0 : width + 1;
            }
            wrapped.Append(word);
            width += word.Length;
        }
        return wrapped.ToString();
    }

    static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
