using System.Text;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>SQL as words: comments gone, strings and quoted names set apart, keywords in capitals.</summary>
static class SqlText
{
    /// <summary>The statements, each as its words. A string is a word that begins with an apostrophe, a quoted name one that begins with a quotation mark.</summary>
    public static IEnumerable<IReadOnlyList<string>> Statements(string sql)
    {
        var words = new List<string>();
        for (var at = 0; at < sql.Length;)
        {
            var word = Next(sql, ref at);
            if (word == ";")
            {
                yield return words;
                words = [];
            }
            else if (word.Length > 0)
                words.Add(word);
        }
        yield return words;
    }

    /// <summary>The strings of a program in another language.</summary>
    public static IEnumerable<string> QuotedIn(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            if (code[at] is not ('"' or '\'' or '`'))
                continue;
            var quote = code[at];
            var end = at + 1;
            while (end < code.Length && code[end] != quote)
                end += code[end] == '\\' ? 2 : 1;
            // Triple quotes are an empty string, the text, and another empty string.
            yield return code[(at + 1)..Math.Min(end, code.Length)];
            at = end;
        }
    }

    static string Next(string sql, ref int at)
    {
        var c = sql[at];
        if (char.IsWhiteSpace(c) || c == '\0' || c == '\ufeff' || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format)
        {
            at++;
            return "";
        }
        if (IsComment(sql, at))
            return SkipComment(sql, ref at);
        // The end of a comment that was read.
        if (c == '*' && at + 1 < sql.Length && sql[at + 1] == '/')
        {
            at += 2;
            return "";
        }
        if (c is '\'' or '"' or '`' or '[')
            return Quoted(sql, ref at);
        if (c == '$' && DollarTag(sql, at) is { } tag)
            return DollarQuoted(sql, ref at, tag);
        if (char.IsLetterOrDigit(c) || c is '_' or '\\' or '@' or '#')
            return Word(sql, ref at);
        at++;
        return c.ToString();
    }

    static bool IsComment(string sql, int at) => sql[at] switch
    {
        '-' => at + 1 < sql.Length && sql[at + 1] == '-',
        '/' => at + 1 < sql.Length && sql[at + 1] == '*',
        '#' => at == 0 || sql[at - 1] is '\n' or ' ' or ';',
        _ => false,
    };

    static string SkipComment(string sql, ref int at)
    {
        if (sql[at] != '/')
        {
            while (at < sql.Length && sql[at] != '\n')
                at++;
            return "";
        }
        // MySQL runs what stands in /*! … */: only the marks are comments.
        if (at + 2 < sql.Length && sql[at + 2] == '!')
        {
            at += 3;
            while (at < sql.Length && char.IsAsciiDigit(sql[at]))
                at++;
            return "";
        }
        var end = sql.IndexOf("*/", at + 2, StringComparison.Ordinal);
        at = end < 0 ? sql.Length : end + 2;
        return "";
    }

    static string Quoted(string sql, ref int at)
    {
        var open = sql[at];
        var close = open == '[' ? ']' : open;
        var text = new StringBuilder().Append(open == '\'' ? '\'' : '"');
        for (at++; at < sql.Length; at++)
        {
            if (sql[at] == '\\' && open == '\'' && at + 1 < sql.Length)
                at++;
            else if (sql[at] == close && at + 1 < sql.Length && sql[at + 1] == close)
                at++;
            else if (sql[at] == close)
                break;
            text.Append(sql[at]);
        }
        at++;
        return text.ToString();
    }

    static string Word(string sql, ref int at)
    {
        var from = at++;
        while (at < sql.Length && (char.IsLetterOrDigit(sql[at]) || sql[at] is '_' or '$'))
            at++;
        return sql[from..at].ToUpperInvariant();
    }

    static string? DollarTag(string sql, int at)
    {
        var end = at + 1;
        while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] == '_'))
            end++;
        return end < sql.Length && sql[end] == '$' ? sql[at..(end + 1)] : null;
    }

    static string DollarQuoted(string sql, ref int at, string tag)
    {
        var from = at + tag.Length;
        var end = sql.IndexOf(tag, from, StringComparison.Ordinal);
        at = end < 0 ? sql.Length : end + tag.Length;
        return "'" + (end < 0 ? sql[from..] : sql[from..end]);
    }
}
