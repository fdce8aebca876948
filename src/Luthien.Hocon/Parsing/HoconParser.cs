using Luthien.Hocon.Including;

namespace Luthien.Hocon.Parsing;

/// <summary>Turns one text into a tree of assignments, reading its includes on the way.</summary>
/// <remarks>Every loop consumes at least one character, and nesting is limited, so any text ends in a tree or a located error.</remarks>
sealed partial class HoconParser
{
    const string Include = "include";

    readonly Cursor _cursor;
    readonly SourceText _source;
    readonly IncludeReader _includes;
    readonly HoconLimits _limits;

    HoconParser(SourceText source, IncludeReader includes, HoconLimits limits)
    {
        _source = source;
        _includes = includes;
        _limits = limits;
        _cursor = new Cursor(source);
    }

    public static ObjectNode Parse(SourceText source, IncludeReader includes, HoconLimits limits) =>
        new HoconParser(source, includes, limits).Root();

    ObjectNode Root()
    {
        _cursor.SkipBlank();
        if (_cursor.Peek() == '[')
            throw new HoconException(_cursor.Here, "the root of a configuration must be an object, not an array");
        var braces = _cursor.Peek() == '{';
        var root = braces ? Object(_source.At, _source.Depth) : Body(_source.Start, _source.At, _source.Depth, Cursor.End);
        _cursor.SkipBlank();
        if (!_cursor.AtEnd)
            throw new HoconException(_cursor.Here, braces ? "text behind the closing brace of the root" : Stray());
        return root;
    }

    // "at" is the path from the root of the whole configuration; null inside an array, where no path leads.
    ObjectNode Object(string[]? at, int depth)
    {
        var origin = Enter(depth);
        var body = Body(origin, at, depth, '}');
        Leave(origin, '}');
        return body;
    }

    ObjectNode Body(HoconOrigin origin, string[]? at, int depth, char close)
    {
        var body = new ObjectNode(origin);
        Elements(close, () => Entry(body, at, depth));
        return body;
    }

    ArrayNode Array(int depth)
    {
        var origin = Enter(depth);
        var items = new List<Node>();
        Elements(']', () => items.Add(Value(null, depth + 1)));
        Leave(origin, ']');
        return new ArrayNode(origin, items);
    }

    HoconOrigin Enter(int depth)
    {
        var origin = _cursor.Here;
        CheckDepth(depth, origin);
        _cursor.Next();
        return origin;
    }

    void Leave(HoconOrigin open, char close)
    {
        if (_cursor.AtEnd)
            throw new HoconException(open, $"this is not closed; '{close}' is missing");
        _cursor.Next();
    }

    void CheckDepth(int depth, HoconOrigin origin)
    {
        if (depth >= _limits.Nesting)
            throw new HoconException(origin, $"nested more than {_limits.Nesting} deep");
    }

    /// <summary>Comma or newline between elements, one trailing comma, never two.</summary>
    void Elements(char close, Action element)
    {
        _cursor.SkipBlank();
        while (!AtClose(close))
        {
            element();
            var newline = _cursor.SkipBlank();
            if (_cursor.Peek() == ',')
            {
                _cursor.Next();
                _cursor.SkipBlank();
            }
            else if (!newline && !AtClose(close))
                throw new HoconException(_cursor.Here, $"{Stray()}; a comma or a newline separates entries");
        }
    }

    // Without braces the root ends where the text does; a closing brace there is a stray one.
    bool AtClose(char close) => _cursor.AtEnd || (close != Cursor.End && _cursor.Peek() == close);

    void Entry(ObjectNode target, string[]? at, int depth)
    {
        if (AtInclude())
        {
            IncludeStatement(target, at, depth);
            return;
        }
        var origin = _cursor.Here;
        if (!_cursor.AtUnquoted && _cursor.Peek() != '"')
            throw new HoconException(origin, $"{Stray()}; a key is expected here");
        var keys = PathReader.Read(_cursor, _limits);
        CheckDepth(depth + keys.Length - 1, origin);
        target.Put(keys, new Assignment(origin, Field(at is null ? null : [.. at, .. keys], depth + keys.Length)));
    }

    Node Field(string[]? at, int depth)
    {
        _cursor.SkipBlank();
        var origin = _cursor.Here;
        switch (_cursor.Peek())
        {
            case '{':
                return Value(at, depth);
            case '=' or ':':
                _cursor.Next();
                return Value(at, depth);
            case '+' when _cursor.Peek(1) == '=':
                _cursor.Skip(2);
                return new AppendNode(origin, at, Value(null, depth + 1));
            default:
                throw new HoconException(origin, "a key must be followed by '=', ':', '+=' or '{'");
        }
    }

    string Stray() => _cursor.AtEnd ? "unexpected end" : char.IsControl(_cursor.Peek()) ? "unexpected control character" : $"unexpected '{_cursor.Peek()}'";
}
