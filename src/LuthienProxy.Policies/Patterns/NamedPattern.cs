namespace LuthienProxy.Policies.Patterns;

/// <summary>A pattern with a name, ready to be looked for in a text that is still coming. Immutable; thread-safe.</summary>
sealed class NamedPattern
{
    readonly PatternTable _table;
    readonly bool _wholeWord;
    readonly int _maxLength;
    readonly Func<ReadOnlySpan<char>, bool>? _check;

    /// <param name="name">What it finds.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="wholeWord">Whether a match may not touch another letter, digit or underscore.</param>
    /// <param name="maxLength">How long a match can be, and so how much is held back for it.</param>
    /// <param name="check">What a match must pass besides; null for nothing.</param>
    /// <exception cref="PatternException">The pattern cannot be used.</exception>
    public NamedPattern(string name, string pattern, bool wholeWord, int maxLength, Func<ReadOnlySpan<char>, bool>? check = null)
    {
        Name = name;
        _table = PatternTable.Of(pattern);
        _wholeWord = wholeWord;
        _maxLength = maxLength;
        _check = check;
    }

    public string Name { get; }

    /// <summary>Whether a match may not touch another letter, digit or underscore.</summary>
    public bool IsWholeWord => _wholeWord;

    public bool CanStartWith(char first) => _table.Next(0, first) != PatternTable.Dead;

    /// <summary>Looks for the longest match at the front of a text.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="isEnd">Whether it is whole.</param>
    /// <param name="isAfterWord">Whether a letter, digit or underscore stands before it.</param>
    /// <returns>The match's length, 0 for none; or that more text is needed to know.</returns>
    public (int Length, bool IsOpen) MatchAt(ReadOnlySpan<char> text, bool isEnd, bool isAfterWord)
    {
        if (_wholeWord && isAfterWord)
            return (0, false);
        var state = 0;
        var longest = 0;
        var most = Math.Min(text.Length, _maxLength);
        for (var at = 0; at < most; at++)
        {
            state = _table.Next(state, text[at]);
            if (state == PatternTable.Dead)
                return (longest, false);
            if (!_table.IsMatch(state))
                continue;
            if (at + 1 == text.Length && _wholeWord && !isEnd)
                return (0, true);
            if ((!_wholeWord || at + 1 == text.Length || !IsWord(text[at + 1])) && _check?.Invoke(text[..(at + 1)]) is not false)
                longest = at + 1;
        }
        return most == text.Length && most < _maxLength && !isEnd && (state == 0 || _table.IsOpen(state)) ? (0, true) : (longest, false);
    }

    public static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
