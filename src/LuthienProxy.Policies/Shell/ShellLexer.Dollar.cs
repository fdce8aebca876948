using System.Globalization;
using System.Text;

namespace LuthienProxy.Policies.Shell;

/// <content>What begins with a dollar sign.</content>
sealed partial class ShellLexer
{
    void ReadDollar(bool isQuoted)
    {
        if (_at >= text.Length)
        {
            Literal('$');
            return;
        }
        switch (text[_at])
        {
            case '\'' when !isQuoted:
                _at++;
                Literal(ReadAnsiC());
                break;
            case '"' when !isQuoted:
                _at++;
                ReadDoubleQuoted();
                break;
            case '(':
                _at++;
                Expand(reading.Substitute(TakeBalanced('(', ')')), isQuoted);
                break;
            case '{':
                _at++;
                ExpandVariable(TakeBalanced('{', '}'), isQuoted);
                break;
            // Parameters: a script that is handed over in a string has none but those that it sets.
            case '@' or '*' or (>= '0' and <= '9'):
                ExpandVariable(text[_at++].ToString(), isQuoted);
                break;
            case '#' or '!' or '-' or '?':
                _at++;
                break;
            default:
                ReadName(isQuoted);
                break;
        }
    }

    void ReadName(bool isQuoted)
    {
        var from = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        if (_at == from)
            Literal('$');
        else
            ExpandVariable(text[from.._at], isQuoted);
    }

    // Each word of a list is meant, also in quotes; what separates words separates them, whatever it is.
    void ExpandVariable(string expression, bool isQuoted) => Expand(expression == "IFS" && !isQuoted ? " " : reading.Value(expression), isQuoted && !reading.Variables.IsList(expression));

    string ReadAnsiC()
    {
        var decoded = new StringBuilder();
        while (_at < text.Length && text[_at] != '\'')
        {
            var c = text[_at++];
            if (c != '\\' || _at >= text.Length)
                decoded.Append(c);
            else
                decoded.Append(ReadAnsiCEscape(text[_at++]));
        }
        _at++;
        return decoded.ToString();
    }

    char ReadAnsiCEscape(char kind) => kind switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'x' => ReadNumber(16, 2),
        'u' => ReadNumber(16, 4),
        'U' => ReadNumber(16, 8),
        >= '0' and <= '7' => ReadOctal(),
        var literal => literal,
    };

    char ReadOctal()
    {
        _at--;
        return ReadNumber(8, 3);
    }

    char ReadNumber(int radix, int most)
    {
        var value = 0;
        for (var digits = 0; digits < most && _at < text.Length; digits++)
        {
            if (!int.TryParse(text.AsSpan(_at, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digit) || digit >= radix)
                break;
            value = (value * radix) + digit;
            _at++;
        }
        return (char)value;
    }

    // To the closing sign of this one; quotes inside may hold others.
    string TakeBalanced(char open, char close)
    {
        var from = _at;
        for (var depth = 1; _at < text.Length; _at++)
        {
            if (text[_at] == '\\')
                _at++;
            else if (text[_at] == '\'')
                _at = text.IndexOf('\'', _at + 1) is >= 0 and var end ? end : text.Length;
            else if (text[_at] == open)
                depth++;
            else if (text[_at] == close && --depth == 0)
                return text[from.._at++];
        }
        _at = Math.Min(_at, text.Length);
        return text[from..];
    }
}
