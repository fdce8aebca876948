using System.Runtime.InteropServices;
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
    // Where the command under way begins among the tokens.
    int _command;

    public List<ShellToken> Read()
    {
        while (_at < text.Length)
            Step();
        EndWord();
        return _tokens;
    }

    /// <summary>The text as one word, as in double quotes.</summary>
    public string Expanded()
    {
        while (_at < text.Length)
            if (text[_at] is '\'' or '"')
                _at++;
            else
                StepQuoted();
        return _word.ToString();
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
            StepQuoted();
        _at++;
    }

    void StepQuoted()
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

    void ReadOperator(char first)
    {
        if (first == '(' && _isWord && _word.Length > 1 && _word[^1] == '=' && ShellVariables.IsAssignment(_word.ToString()))
        {
            ReadArray();
            return;
        }
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

    // name=(one two)
    void ReadArray()
    {
        var name = _word.ToString().TrimEnd('=', '+');
        Forget();
        var words = new ShellLexer(TakeBalanced('(', ')'), reading).Read();
        reading.Variables.SetList(name, words.Where(word => !word.IsOperator).Select(word => word.Text));
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

    void Operator(string text)
    {
        var token = new ShellToken(text, true);
        if (ShellPipe.EndsCommand(token))
        {
            ShellBuiltins.Apply(CollectionsMarshal.AsSpan(_tokens)[_command..], reading.Variables);
            _command = _tokens.Count + 1;
        }
        _tokens.Add(token);
    }

    void EndWord()
    {
        if (!_isWord)
            return;
        var word = _word.ToString();
        if (CanAssign())
            reading.Variables.Assign(word);
        foreach (var expanded in _hasBraces ? BraceExpansion.Of(word) : [word])
            _tokens.Add(new(expanded, false));
        Forget();
    }

    // Before a command's name, or behind a word that declares, the shell takes NAME=value for an assignment.
    bool CanAssign()
    {
        for (var at = _tokens.Count - 1; at >= _command && !_tokens[at].IsOperator; at--)
            if (!ShellVariables.IsAssignment(_tokens[at].Text) && !ShellBuiltins.Declarations.Contains(_tokens[at].Text) && !_tokens[at].Text.StartsWith('-'))
                return false;
        return true;
    }

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
