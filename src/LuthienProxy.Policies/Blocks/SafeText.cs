using System.Globalization;
using System.Text;

namespace LuthienProxy.Policies.Blocks;

/// <summary>Text of unknown origin made fit to be shown: no control sequences, no invisible reordering, bounded.</summary>
static class SafeText
{
    /// <summary>The beginning of a text, harmless, and how many characters of it are left out.</summary>
    public static (string Text, int Left) Of(string text, MessageForm form, int mostCharacters, int mostLines)
    {
        var safe = form == MessageForm.Terminal ? Neutral(TerminalText.WithoutSequences(text), isShown: false) : Neutral(text, isShown: true);
        var end = Math.Min(safe.Length, mostCharacters);
        for (var (at, lines) = (0, 1); at < end; at++)
            if (safe[at] == '\n' && ++lines > mostLines)
                end = at;
        // Never half of a character.
        if (end > 0 && end < safe.Length && char.IsHighSurrogate(safe[end - 1]))
            end--;
        return end == safe.Length ? (safe, 0) : (safe[..end] + "…", safe.Length - end);
    }

    /// <summary>One short line of it.</summary>
    public static string Line(string text, MessageForm form) => Of(text, form, 200, int.MaxValue).Text.Replace('\n', ' ').Replace('\t', ' ').Replace('`', '\'');

    /// <summary>Control characters, escape sequences and directional marks in a visible form, or left out; line breaks and tabs stay.</summary>
    public static string Neutral(string text, bool isShown = true)
    {
        var neutral = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\n' or '\t' || !IsHarmful(rune))
                neutral.Append(rune);
            else if (rune.Value != '\r' && isShown)
                neutral.Append("\\u{").Append(rune.Value.ToString("x", CultureInfo.InvariantCulture)).Append('}');
        return neutral.ToString();
    }

    static bool IsHarmful(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
