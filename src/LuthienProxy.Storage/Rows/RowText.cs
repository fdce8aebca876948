using System.Buffers;
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

    // What nearly all names and words are made of: nothing in it needs to be looked at twice.
    static readonly SearchValues<char> Graphic = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

    // Control characters but the line feed, and halves of surrogate pairs.
    static readonly SearchValues<char> NeedsCare = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Where(code => code != '\n').Concat(Enumerable.Range(0x7F, 0x21)).Concat(Enumerable.Range(0xD800, 0x800)).Select(code => (char)code)]);

    /// <summary>One line: control characters and line breaks become spaces, runs of white space one of them.</summary>
    public static string? Line(string? text, int max)
    {
        if (text is null)
            return null;
        if (text.Length <= max && !text.AsSpan().ContainsAnyExcept(Graphic))
            return text;
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
        if (text.Length <= max && !text.AsSpan().ContainsAny(NeedsCare))
        {
            document.Append(text);
            return;
        }
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
