using System.IO.Enumeration;

namespace LuthienProxy.Policies.Shell;

/// <summary>The variables that a script sets itself, and what stands for one where it is used. Not thread-safe.</summary>
sealed class ShellVariables
{
    const int MostIndirections = 8;

    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal) { ["HOME"] = "~", ["IFS"] = " ", ["PWD"] = ".", ["TMPDIR"] = "/tmp" };
    // Those that hold several words, of which each is meant in turn.
    readonly HashSet<string> _lists = new(StringComparer.Ordinal) { "@", "*" };

    /// <summary>All that are set.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Whether a word is <c>NAME=value</c> or <c>NAME+=value</c>.</summary>
    public static bool IsAssignment(string word) =>
        word.IndexOf('=') is > 0 and var sign && !char.IsAsciiDigit(word[0]) && word[..sign].TrimEnd('+').All(IsNameSign) && word[0] != '+';

    /// <summary>Remembers a variable that the script sets.</summary>
    public void Assign(string word)
    {
        if (!IsAssignment(word))
            return;
        var sign = word.IndexOf('=');
        var isMore = word[sign - 1] == '+';
        var name = word[..(isMore ? sign - 1 : sign)];
        Set(name, (isMore ? _values.GetValueOrDefault(name, "") : "") + word[(sign + 1)..]);
    }

    public void Set(string name, string value)
    {
        _values[name] = value;
        _lists.Remove(name);
    }

    /// <summary>A variable that takes one word after the other, or holds all of them.</summary>
    public void SetList(string name, IEnumerable<string> words)
    {
        _values[name] = string.Join(' ', words);
        _lists.Add(name);
    }

    /// <summary>Whether each of its words is meant, quoted or not.</summary>
    public bool IsList(string expression) => _lists.Contains(NameOf(expression));

    /// <summary>What stands for a variable: its value where the script itself set it, what it falls back to, else its name again, as <c>${NAME}</c>.</summary>
    /// <param name="expression">What stands behind the dollar sign, without braces.</param>
    /// <param name="expand">Resolves what a fall-back is made of.</param>
    public string Of(string expression, Func<string, string> expand) => Of(expression, expand, 0);

    static string NameOf(string expression) =>
        expression is ['@' or '*', ..] ? expression[..1] : expression[..expression.TakeWhile(IsNameSign).Count()];

    static bool IsNameSign(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    string Of(string expression, Func<string, string> expand, int depth)
    {
        // The name is in the value of another.
        if (expression is ['!', ..] && depth < MostIndirections)
            return Of(_values.GetValueOrDefault(NameOf(expression[1..]), ""), expand, depth + 1);
        if (expression is ['#', ..])
            return _values.GetValueOrDefault(NameOf(expression[1..]), "").Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var name = NameOf(expression);
        var change = expression[name.Length..];
        if (change is ['[', ..] && change.IndexOf(']') is > 0 and var end)
            change = change[(end + 1)..];
        var isSet = _values.TryGetValue(name, out var value);
        if (FallBack(change) is { } other)
            return change.Contains('+') ? expand(other) : isSet ? value! : expand(other);
        if (isSet)
            return Changed(value!, change, expand);
        return name.Length == 0 || char.IsAsciiDigit(name[0]) || name is "@" or "*" ? "" : $"${{{name}}}";
    }

    static string? FallBack(string change) => change switch
    {
        [':', '-' or '=' or '+' or '?', ..] => change[2..],
        ['-' or '=' or '+' or '?', ..] => change[1..],
        _ => null,
    };

    static string Changed(string value, string change, Func<string, string> expand) => change switch
    {
        "^^" or "@U" => value.ToUpperInvariant(),
        ",," or "@L" => value.ToLowerInvariant(),
        "^" or "," => value.Length == 0 ? value : (change == "^" ? char.ToUpperInvariant(value[0]) : char.ToLowerInvariant(value[0])) + value[1..],
        [':', ..] => Part(value, change[1..].Split(':')),
        ['/', ..] => Replaced(value, expand(change[1..])),
        ['#', ..] => Cut(value, expand(change.TrimStart('#')), atEnd: false),
        ['%', ..] => Cut(value, expand(change.TrimStart('%')), atEnd: true),
        _ => value,
    };

    static string Part(string value, string[] range)
    {
        var from = int.TryParse(range[0].Trim(), out var start) ? Math.Clamp(start < 0 ? value.Length + start : start, 0, value.Length) : 0;
        var length = range.Length > 1 && int.TryParse(range[1].Trim(), out var count) ? count : value.Length - from;
        return value.Substring(from, Math.Clamp(length < 0 ? value.Length - from + length : length, 0, value.Length - from));
    }

    static string Replaced(string value, string change)
    {
        var pattern = change.TrimStart('/', '#', '%');
        var slash = pattern.IndexOf('/');
        var (what, by) = slash < 0 ? (pattern, "") : (pattern[..slash], pattern[(slash + 1)..]);
        return what.Length == 0 ? value : value.Replace(what, by, StringComparison.Ordinal);
    }

    // The longest end that fits; a shorter one would leave more, and more is only more to be seen.
    static string Cut(string value, string pattern, bool atEnd)
    {
        for (var length = value.Length; length > 0; length--)
            if (FileSystemName.MatchesSimpleExpression(pattern, atEnd ? value[^length..] : value[..length], ignoreCase: false))
                return atEnd ? value[..^length] : value[length..];
        return value;
    }
}
