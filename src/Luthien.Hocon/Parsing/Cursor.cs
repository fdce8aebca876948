using System.Buffers;

namespace Luthien.Hocon.Parsing;

/// <summary>Walks a text once, forwards, and knows the line and column.</summary>
sealed class Cursor(SourceText source)
{
    /// <summary>What <see cref="Peek"/> gives behind the end; in a text a NUL is rejected as any other stray character is.</summary>
    public const char End = '\0';

    static readonly SearchValues<char> _forbidden = SearchValues.Create("\0$\"{}[]:=,+#`^?!@*&\\");

    readonly string _text = source.Text;
    int _position;
    int _line = 1;
    int _column = 1;

    public HoconOrigin Here => new(source.Name, _line, _column, source.IncludedFrom);

    public bool AtEnd => _position >= _text.Length;

    public char Peek(int ahead = 0) => _position + ahead < _text.Length ? _text[_position + ahead] : End;

    public bool StartsWith(string word) => string.CompareOrdinal(_text, _position, word, 0, word.Length) == 0;

    public char Next()
    {
        var c = _text[_position++];
        _column++;
        if (c == '\n')
        {
            _line++;
            _column = 1;
        }
        return c;
    }

    public void Skip(int count)
    {
        for (var i = 0; i < count; i++)
            Next();
    }

    public bool AtComment => Peek() == '#' || (Peek() == '/' && Peek(1) == '/');

    /// <summary>Whether the next character can be part of an unquoted string.</summary>
    public bool AtUnquoted => !AtEnd && !_forbidden.Contains(Peek()) && !IsSpace(Peek()) && !AtComment;

    /// <summary>Takes whitespace up to the end of the line.</summary>
    public string TakeGap()
    {
        var start = _position;
        while (!AtEnd && Peek() != '\n' && IsSpace(Peek()))
            Next();
        return _text[start.._position];
    }

    /// <summary>Takes unquoted text up to a stop.</summary>
    public string TakeUnquoted(char stop)
    {
        var start = _position;
        while (AtUnquoted && Peek() != stop)
            Next();
        return _text[start.._position];
    }

    /// <summary>Skips whitespace, newlines and comments; says whether a newline was among them.</summary>
    public bool SkipBlank()
    {
        var line = _line;
        while (!AtEnd && (AtComment || IsSpace(Peek())))
        {
            if (AtComment)
                SkipLine();
            else
                Next();
        }
        return _line > line;
    }

    void SkipLine()
    {
        while (!AtEnd && Peek() != '\n')
            Next();
    }

    // The spec's whitespace: Unicode separators, the ASCII control ones incl. 1C..1F, and the byte order mark.
    static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F' or '\uFEFF';
}
