using System.Globalization;
using System.Text;

namespace LuthienProxy.Cli.Output;

/// <summary>How many columns of a terminal a text takes: most characters one, those of East Asia and pictures two, marks on letters none.</summary>
static class TextWidth
{
    // Where the characters are that terminals draw over two columns, roughly as Unicode's East Asian Width has it.
    static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>The columns that a text takes.</summary>
    public static int Of(string text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>The text filled with spaces to a width.</summary>
    public static string Fill(string text, int width, bool toTheRight)
    {
        var spaces = new string(' ', Math.Max(0, width - Of(text)));
        return toTheRight ? spaces + text : text + spaces;
    }

    /// <summary>As much of a text as fits into a width, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, int width)
    {
        if (text.Length <= width / 2 || Of(text) <= width)
            return text;
        var cut = new StringBuilder();
        var left = width - 1;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune);
            if (left < 0)
                break;
            cut.Append(rune.ToString());
        }
        return cut.Append('…').ToString();
    }

    /// <summary>As much of a text's end as fits into a width, with an ellipsis where something is missing.</summary>
    public static string CutLeft(string text, int width)
    {
        var (from, over) = (0, Of(text) - width);
        if (over <= 0)
            return text;
        // One more for the ellipsis.
        for (over++; over > 0; over -= Of(Rune.GetRuneAt(text, from)), from += Rune.GetRuneAt(text, from).Utf16SequenceLength)
        {
        }
        return "…" + text[from..];
    }

    static int Of(Rune rune)
    {
        if (rune.Value < Wide[0].First)
            return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1;
        if (Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last))
            return 2;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1;
    }
}
