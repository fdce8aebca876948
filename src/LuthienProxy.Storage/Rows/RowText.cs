using System.Text;

namespace LuthienProxy.Storage.Rows;

/// <summary>Texts as columns take them, wherever they came from: no control characters, no halves of surrogate pairs, and no longer than an index bears.</summary>
static class RowText
{
    /// <summary>A list shows a call's title in one line.</summary>
    public const int MaxTitle = 120;

    /// <summary>Names: models, upstreams, nodes, codes. PostgreSQL's indexes bear 2,704 bytes, that is 676 characters at worst.</summary>
    public const int MaxName = 512;

    /// <summary>Paths and errors.</summary>
    public const int MaxText = 4096;

    /// <summary>One line: control characters and line breaks become spaces, runs of white space one of them.</summary>
    public static string? Line(string? text, int max)
    {
        if (text is null)
            return null;
        var line = new StringBuilder(Math.Min(text.Length, max));
        foreach (var rune in text.EnumerateRunes())
        {
            var isSpace = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (isSpace && (line.Length == 0 || line[^1] == ' '))
                continue;
            if (line.Length + rune.Utf16SequenceLength > max)
                break;
            line.Append(isSpace ? " " : rune.ToString());
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>Appends a text for search: control characters but line feeds become spaces; at most so many UTF-16 units.</summary>
    public static void AppendSearchable(StringBuilder document, string text, int max)
    {
        var end = document.Length + max;
        foreach (var rune in text.EnumerateRunes())
        {
            if (document.Length + rune.Utf16SequenceLength > end)
                break;
            if (rune.Value != '\n' && Rune.IsControl(rune))
                document.Append(' ');
            else if (rune.IsBmp)
                document.Append((char)rune.Value);
            else
                document.Append(rune.ToString());
        }
    }
}
