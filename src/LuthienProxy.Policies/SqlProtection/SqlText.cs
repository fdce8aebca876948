using System.Globalization;
using System.Text;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>SQL as words: comments gone, strings and quoted names set apart, keywords in capitals. As one dialect reads it.</summary>
sealed class SqlText
{
    readonly string _sql;
    readonly SqlDialect _dialect;
    int _at;

    SqlText(string sql, SqlDialect dialect)
    {
        _sql = sql;
        _dialect = dialect;
    }

    /// <summary>The statements, each as its words. A string is a word that begins with an apostrophe, a quoted name one that begins with a quotation mark.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Statements(string sql, SqlDialect dialect)
    {
        var reader = new SqlText(sql, dialect);
        var statements = new List<IReadOnlyList<string>>();
        var words = new List<string>();
        while (reader._at < sql.Length)
        {
            var word = reader.Next();
            if (word == ";")
            {
                statements.Add(words);
                words = [];
            }
            else if (word.Length > 0)
                words.Add(word);
        }
        statements.Add(words);
        return statements;
    }

    string Next()
    {
        var c = _sql[_at];
        if (char.IsWhiteSpace(c) || c is '\0' or '\ufeff' || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            return Skip(1);
        if (IsComment())
            return SkipComment();
        // The end of a comment that was read.
        if (c == '*' && Ahead(1) == '/')
            return Skip(2);
        if (c is '\'' or '"' or '`' || (c == '[' && _dialect.Brackets))
            return Quoted();
        if (c == '$' && _dialect.Dollars && DollarTag() is { } tag)
            return DollarQuoted(tag);
        if (char.IsLetterOrDigit(c) || c is '_' or '\\' or '@' or '#')
            return Word();
        _at++;
        return c.ToString();
    }

    char Ahead(int count) => _at + count < _sql.Length ? _sql[_at + count] : '\n';

    string Skip(int count)
    {
        _at += count;
        return "";
    }

    bool IsComment() => _sql[_at] switch
    {
        '-' => Ahead(1) == '-' && (!_dialect.DashNeedsSpace || char.IsWhiteSpace(Ahead(2))),
        '/' => Ahead(1) == '*',
        '#' => _dialect.Hashes,
        _ => false,
    };

    string SkipComment()
    {
        if (_sql[_at] != '/')
        {
            while (_at < _sql.Length && _sql[_at] != '\n')
                _at++;
            return "";
        }
        // MySQL runs what stands in /*! … */, MariaDB in /*M! … */: only the marks are comments.
        var mark = Ahead(2) == 'M' ? 3 : 2;
        if (Ahead(mark) == '!')
        {
            _at += mark + 1;
            while (_at < _sql.Length && char.IsAsciiDigit(_sql[_at]))
                _at++;
            return "";
        }
        var end = _sql.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        _at = end < 0 ? _sql.Length : end + 2;
        return "";
    }

    string Quoted()
    {
        var open = _sql[_at];
        var close = open == '[' ? ']' : open;
        // PostgreSQL's E'…' has escapes whatever the dialect.
        var hasEscapes = open is '\'' or '"' && (_dialect.Escapes || (_at > 0 && _sql[_at - 1] is 'e' or 'E' && (_at == 1 || !char.IsLetterOrDigit(_sql[_at - 2]))));
        var text = new StringBuilder().Append(open == '\'' ? '\'' : '"');
        for (_at++; _at < _sql.Length; _at++)
        {
            if (hasEscapes && _sql[_at] == '\\' && _at + 1 < _sql.Length)
                _at++;
            else if (_sql[_at] == close && Ahead(1) == close)
                _at++;
            else if (_sql[_at] == close)
                break;
            text.Append(_sql[_at]);
        }
        _at++;
        return text.ToString();
    }

    string Word()
    {
        var from = _at++;
        while (_at < _sql.Length && (char.IsLetterOrDigit(_sql[_at]) || _sql[_at] is '_' or '$'))
            _at++;
        return _sql[from.._at].ToUpperInvariant();
    }

    string? DollarTag()
    {
        var end = _at + 1;
        while (end < _sql.Length && (char.IsLetterOrDigit(_sql[end]) || _sql[end] == '_'))
            end++;
        return end < _sql.Length && _sql[end] == '$' ? _sql[_at..(end + 1)] : null;
    }

    string DollarQuoted(string tag)
    {
        var from = _at + tag.Length;
        var end = _sql.IndexOf(tag, from, StringComparison.Ordinal);
        _at = end < 0 ? _sql.Length : end + tag.Length;
        return "'" + (end < 0 ? _sql[from..] : _sql[from..end]);
    }
}
