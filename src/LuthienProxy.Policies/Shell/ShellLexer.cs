using System.Text;

namespace LuthienProxy.Policies.Shell;

/// <summary>
/// Cuts a script into words and operators as a POSIX shell does, and resolves what can be known without running it: quotes, escapes, comments, variables that the script itself sets.
/// </summary>
sealed partial class ShellLexer(string text, ShellReading reading)
{
    readonly List<ShellToken> _tokens = [];
    readonly StringBuilder _word = new();
    readonly List<(string Delimiter, int Token)> _hereDocuments = [];
    bool _isWord;
    bool _hasBraces;
    int _at;

    public List<ShellToken> Read()
    {
        while (_at < text.Length)
            Step();
        EndWord();
        return _tokens;
    }

    void Step()
    {
        var c = text[_at++];
        switch (c)
        {
            case ' ' or '\t' or '\r':
                EndWord();
                break;
            case '\n':
                EndWord();
                Operator(";");
                ReadHereDocuments();
                break;
            case '#' when !_isWord:
                SkipComment();
                break;
            case '\'':
                Literal(TakeUntil('\''));
                break;
            case '"':
                ReadDoubleQuoted();
                break;
            case '\\':
                ReadEscaped();
                break;
            case '$':
                ReadDollar(isQuoted: false);
                break;
            case '`':
                Expand(reading.Substitute(TakeUntil('`')), isQuoted: false);
                break;
            case ';' or '&' or '|' or '<' or '>' or '(' or ')':
                ReadOperator(c);
                break;
            default:
                _hasBraces |= c == '{';
                Literal(c);
                break;
        }
    }

    void ReadEscaped()
    {
        if (_at >= text.Length)
            return;
        var c = text[_at++];
        // A line that goes on in the next.
        if (c != '\n')
            Literal(c);
    }

    void ReadDoubleQuoted()
    {
        _isWord = true;
        while (_at < text.Length && text[_at] != '"')
        {
            var c = text[_at++];
            if (c == '\\' && _at < text.Length && text[_at] is '"' or '\\' or '$' or '`' or '\n')
                ReadEscaped();
            else if (c == '$')
                ReadDollar(isQuoted: true);
            else if (c == '`')
                Expand(reading.Substitute(TakeUntil('`')), isQuoted: true);
            else
                Literal(c);
        }
        _at++;
    }

    void ReadOperator(char first)
    {
        // "2>" names a descriptor, not a word.
        if (first is '<' or '>' && _word.Length == 1 && char.IsAsciiDigit(_word[0]))
            Forget();
        EndWord();
        var longest = new[] { "<<-", "<<<", "&>>", "&&", "||", "|&", ";;", ">>", ">|", ">&", "<&", "&>", "<<", "<>" }
            .FirstOrDefault(known => string.CompareOrdinal(text, _at - 1, known, 0, known.Length) == 0);
        _at += (longest?.Length ?? 1) - 1;
        if (first is '<' or '>' && longest is null && _at < text.Length && text[_at] == '(')
        {
            _at++;
            Expand(reading.Substitute(TakeBalanced('(', ')')), isQuoted: true);
            return;
        }
        Operator(longest ?? first.ToString());
        if (longest is "<<" or "<<-")
            BeginHereDocument();
    }

    void BeginHereDocument()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
            _at++;
        var from = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not (';' or '&' or '|' or '<' or '>' or '(' or ')'))
            _at++;
        _hereDocuments.Add((text[from.._at].Trim('\'', '"', '\\'), _tokens.Count));
        _tokens.Add(new("", false));
    }

    void ReadHereDocuments()
    {
        foreach (var (delimiter, token) in _hereDocuments)
        {
            var body = new StringBuilder();
            while (_at < text.Length)
            {
                var end = text.IndexOf('\n', _at);
                var line = end < 0 ? text[_at..] : text[_at..end];
                _at = end < 0 ? text.Length : end + 1;
                if (line.Trim() == delimiter)
                    break;
                body.Append(line).Append('\n');
            }
            _tokens[token] = new(body.ToString(), false);
        }
        _hereDocuments.Clear();
    }

    void SkipComment()
    {
        while (_at < text.Length && text[_at] != '\n')
            _at++;
    }

    void Literal(char c)
    {
        _isWord = true;
        _word.Append(c);
    }

    void Literal(string literal)
    {
        _isWord = true;
        _word.Append(literal);
    }

    // What comes of a variable or a command: unquoted it is cut into words again.
    void Expand(string value, bool isQuoted)
    {
        if (isQuoted)
        {
            Literal(value);
            return;
        }
        foreach (var c in value)
            if (char.IsWhiteSpace(c))
                EndWord();
            else
                Literal(c);
    }

    void Operator(string text) => _tokens.Add(new(text, true));

    void EndWord()
    {
        if (!_isWord)
            return;
        var word = _word.ToString();
        if (CanAssign())
            reading.Assign(word);
        foreach (var expanded in _hasBraces ? BraceExpansion.Of(word) : [word])
            _tokens.Add(new(expanded, false));
        Forget();
    }

    // Before a command's name, where the shell takes NAME=value for an assignment.
    bool CanAssign() => _tokens.Count == 0 || _tokens[^1] is { IsOperator: true } or { Text: "export" or "local" or "declare" or "readonly" } || ShellReading.IsAssignment(_tokens[^1].Text);

    void Forget()
    {
        _word.Clear();
        _isWord = false;
        _hasBraces = false;
    }

    string TakeUntil(char end)
    {
        var from = _at;
        var to = text.IndexOf(end, from);
        _at = to < 0 ? text.Length : to + 1;
        return to < 0 ? text[from..] : text[from..to];
    }
}
