using System.Collections.Immutable;
using System.Globalization;

namespace LuthienProxy.Policies.Patterns;

/// <summary>
/// Reads the part of the usual pattern language that can be followed character by character: literals, <c>.</c>, classes, groups, <c>|</c>, <c>? * + {n,m}</c>,
/// <c>\d \w \s</c>, and <c>(?i)</c> at the front.
/// </summary>
sealed class PatternReader(string pattern)
{
    const int MostRepeats = 1000;

    int _at;
    bool _ignoresCase;

    /// <exception cref="PatternException">It is not in that language.</exception>
    public PatternNode Read()
    {
        if (pattern.StartsWith("(?i)", StringComparison.Ordinal))
        {
            _ignoresCase = true;
            _at = 4;
        }
        var node = ReadChoice();
        return _at == pattern.Length ? node : throw Fault("an unexpected ')'");
    }

    PatternNode ReadChoice()
    {
        var options = ImmutableArray.CreateBuilder<PatternNode>();
        options.Add(ReadRow());
        while (TryTake('|'))
            options.Add(ReadRow());
        return options.Count == 1 ? options[0] : new PatternNode.Choice(options.ToImmutable());
    }

    PatternNode.Row ReadRow()
    {
        var parts = ImmutableArray.CreateBuilder<PatternNode>();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
            parts.Add(ReadRepeated(ReadOne()));
        return new(parts.ToImmutable());
    }

    PatternNode ReadRepeated(PatternNode one)
    {
        while (_at < pattern.Length)
        {
            if (TryTake('?'))
                one = new PatternNode.Repeat(one, 0, 1);
            else if (TryTake('*'))
                one = new PatternNode.Repeat(one, 0, null);
            else if (TryTake('+'))
                one = new PatternNode.Repeat(one, 1, null);
            else if (TryTake('{'))
                one = ReadCounts(one);
            else
                break;
            if (_at < pattern.Length && pattern[_at] is '?' or '+')
                throw Fault("a lazy or possessive repetition: the longest match always counts");
        }
        return one;
    }

    PatternNode.Repeat ReadCounts(PatternNode one)
    {
        var least = ReadNumber() ?? throw Fault("'{' without a number");
        int? most = least;
        if (TryTake(','))
            most = ReadNumber();
        if (!TryTake('}'))
            throw Fault("'{' without '}'");
        if (least > MostRepeats || most > MostRepeats || most < least)
            throw Fault($"a repetition out of order or over {MostRepeats}");
        return new(one, least, most);
    }

    int? ReadNumber()
    {
        var from = _at;
        while (_at < pattern.Length && char.IsAsciiDigit(pattern[_at]))
            _at++;
        return int.TryParse(pattern.AsSpan(from, _at - from), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    PatternNode ReadOne()
    {
        switch (pattern[_at++])
        {
            case '(':
                return ReadGroup();
            case '[':
                return One(ReadClass());
            case '.':
                return new PatternNode.One(CharSet.AnyButNewLine);
            case '\\':
                return One(ReadEscape());
            case '^' or '$':
                throw Fault("an anchor: use wholeWord");
            case '*' or '+' or '?' or '{':
                throw Fault("a repetition of nothing");
            case var literal:
                return One(CharSet.Of((literal, literal)));
        }
    }

    PatternNode ReadGroup()
    {
        if (TryTake('?') && !TryTake(':'))
            throw Fault("a look-around, a named group or an option inside the pattern");
        var inner = ReadChoice();
        return TryTake(')') ? inner : throw Fault("'(' without ')'");
    }

    CharSet ReadClass()
    {
        var isNot = TryTake('^');
        var set = CharSet.Of();
        for (var isFirst = true; isFirst || !TryTake(']'); isFirst = false)
        {
            if (_at >= pattern.Length)
                throw Fault("'[' without ']'");
            set = set.With(ReadRange());
        }
        return isNot ? (_ignoresCase ? set.IgnoringCase() : set).Not() : set;
    }

    CharSet ReadRange()
    {
        var from = pattern[_at++];
        if (from == '\\')
        {
            var escaped = ReadEscape();
            if (escaped.Ranges is not [var (first, last)] || first != last)
                return escaped;
            from = first;
        }
        if (_at + 1 >= pattern.Length || pattern[_at] != '-' || pattern[_at + 1] == ']')
            return CharSet.Of((from, from));
        _at++;
        var to = pattern[_at++];
        if (to == '\\' && ReadEscape().Ranges is [var (only, _)])
            to = only;
        return to >= from ? CharSet.Of((from, to)) : throw Fault("a range that ends before it begins");
    }

    CharSet ReadEscape() => _at >= pattern.Length ? throw Fault("'\\' at the end") : pattern[_at++] switch
    {
        'd' => CharSet.Digits,
        'D' => CharSet.Digits.Not(),
        'w' => CharSet.Word,
        'W' => CharSet.Word.Not(),
        's' => CharSet.Space,
        'S' => CharSet.Space.Not(),
        'n' => CharSet.Of(('\n', '\n')),
        'r' => CharSet.Of(('\r', '\r')),
        't' => CharSet.Of(('\t', '\t')),
        'b' or 'B' or 'A' or 'Z' or 'z' or 'G' => throw Fault("an anchor: use wholeWord"),
        var known when char.IsAsciiLetterOrDigit(known) => throw Fault($"'\\{known}', which is not known here"),
        var literal => CharSet.Of((literal, literal)),
    };

    PatternNode.One One(CharSet set) => new(_ignoresCase ? set.IgnoringCase() : set);

    bool TryTake(char expected)
    {
        if (_at >= pattern.Length || pattern[_at] != expected)
            return false;
        _at++;
        return true;
    }

    PatternException Fault(string what) => new($"The pattern has {what} (at character {_at}).");
}
