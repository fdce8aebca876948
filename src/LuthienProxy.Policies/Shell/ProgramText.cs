using System.Text;
using System.Text.RegularExpressions;

namespace LuthienProxy.Policies.Shell;

/// <summary>A program in another language, read no deeper than its strings: what it may hand to a shell, and which paths it names.</summary>
static partial class ProgramText
{
    const int MostStrings = 256;

    /// <summary>The strings of a program: between quotes of any kind.</summary>
    public static IReadOnlyList<string> Strings(string code) => [.. Pieces(code).Select(piece => piece.Text)];

    static List<(string Text, string Before)> Pieces(string code)
    {
        var found = new List<(string Text, string Before)>();
        var behind = 0;
        for (var at = 0; at < code.Length && found.Count < MostStrings; at++)
        {
            if (code[at] is not ('"' or '\'' or '`'))
                continue;
            var end = at + 1;
            while (end < code.Length && code[end] != code[at])
                end += code[end] == '\\' ? 2 : 1;
            // Triple quotes are an empty string, the text, and another empty string.
            found.Add((Unescaped(code[(at + 1)..Math.Min(end, code.Length)]), code[behind..at].Trim()));
            at = end;
            behind = Math.Min(end + 1, code.Length);
        }
        return found;
    }

    // Perl's and Ruby's own quotes.
    static IEnumerable<string> Brackets(string code) => Bracketed().Matches(code).Take(MostStrings).Select(match => match.Groups["text"].Value);

    /// <summary>
    /// What a program may run in a shell: each of its strings, all of them in a row (<c>'r' + 'm'</c>), all of them as words (<c>["rm", "-rf"]</c>), and what they decode to. One that is none does no
    /// harm here.
    /// </summary>
    public static IEnumerable<string> Scripts(string code)
    {
        var pieces = Pieces(code);
        var strings = pieces.Select(piece => piece.Text).ToList();
        var decoded = Decodes().IsMatch(code) ? strings.SelectMany(text => (string?[])[FromBase64(text, Encoding.UTF8), FromHex(text)]).OfType<string>().ToList() : [];
        var rows = Rows(pieces, between => between is "" or "+" or "." or ".." or "||" or "<>" or "~").Select(row => string.Concat(row));
        var lists = Rows(pieces, between => between is "" or "+" or ",").SelectMany(row => (string[])[string.Join(' ', row), string.Concat(row)]);
        return strings.Concat(Brackets(code)).Concat(rows).Concat(lists).Concat(decoded).Concat(decoded.SelectMany(Strings)).Where(text => text.Length > 1);
    }

    /// <summary>What a text in base64 says; null when it is none.</summary>
    public static string? FromBase64(string text, Encoding encoding)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('-', '+').Replace('_', '/').TrimEnd('=');
        var decoded = new byte[plain.Length];
        return Convert.TryFromBase64String(plain.PadRight((plain.Length + 3) / 4 * 4, '='), decoded, out var length) ? encoding.GetString(decoded, 0, length) : null;
    }

    /// <summary>What a text in hexadecimal says; null when it is none.</summary>
    public static string? FromHex(string text)
    {
        var plain = string.Concat(text.Replace("\\x", "", StringComparison.Ordinal).Where(char.IsAsciiHexDigit));
        return plain.Length is > 0 && plain.Length % 2 == 0 ? Encoding.UTF8.GetString(Convert.FromHexString(plain)) : null;
    }

    // Strings with nothing but that between them.
    static IEnumerable<IReadOnlyList<string>> Rows(List<(string Text, string Before)> pieces, Func<string, bool> joins)
    {
        var row = new List<string>();
        foreach (var (text, before) in pieces)
        {
            if (row.Count > 0 && !joins(before))
            {
                yield return row;
                row = [];
            }
            row.Add(text);
        }
        yield return row;
    }

    // \x72 and \u0072 are letters in every one of these languages.
    static string Unescaped(string text) => !text.Contains('\\') ? text : Escape().Replace(text, match =>
        match.Groups["code"].Success ? ((char)Convert.ToInt32(match.Groups["code"].Value, 16)).ToString() : match.Groups["sign"].Value switch { "n" => "\n", "t" => "\t", var sign => sign });

    [GeneratedRegex(@"(?:\bq[qwx]?|%[qQwWx]?)(?:\((?<text>[^)]*)\)|\{(?<text>[^}]*)\}|\[(?<text>[^\]]*)\]|<(?<text>[^>]*)>|/(?<text>[^/]*)/)", RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();

    [GeneratedRegex("b64|base64|atob|decode|unhex|fromhex|pack|buffer.from", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Decodes();

    [GeneratedRegex(@"\\(?:x(?<code>[0-9a-fA-F]{2})|u(?<code>[0-9a-fA-F]{4})|(?<sign>.))", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Escape();
}
