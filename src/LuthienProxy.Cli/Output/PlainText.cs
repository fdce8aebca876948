using System.Globalization;
using System.Text;

namespace LuthienProxy.Cli.Output;

/// <summary>Recorded text as a terminal may show it: what would move its cursor, colour it or turn its direction stands as its code point.</summary>
static class PlainText
{
    /// <summary>One line: line breaks and tabs become spaces.</summary>
    public static string Line(string? text) => Clean(text, keepsLines: false);

    /// <summary>Several lines.</summary>
    public static string Lines(string? text) => Clean(text, keepsLines: true);

    /// <summary>A JSON document as it is, with what would steer a terminal escaped; outside of its strings there is no such.</summary>
    public static string Json(string document)
    {
        if (!document.EnumerateRunes().Any(Steers))
            return document;
        var escaped = new StringBuilder(document.Length);
        foreach (var rune in document.EnumerateRunes())
        {
            var text = rune.ToString();
            escaped.Append(Steers(rune) ? string.Concat(text.Select(c => $"\\u{(int)c:x4}")) : text);
        }
        return escaped.ToString();
    }

    static bool Steers(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    static string Clean(string? text, bool keepsLines)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' or '\r')
                clean.Append(keepsLines && rune.Value != '\r' ? (char)rune.Value : ' ');
            else if (Steers(rune))
                clean.Append(CultureInfo.InvariantCulture, $"<U+{rune.Value:X4}>");
            else
                clean.Append(rune.ToString());
        }
        return clean.ToString();
    }
}
