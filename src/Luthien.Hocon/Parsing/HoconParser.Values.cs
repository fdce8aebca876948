using System.Text;

namespace Luthien.Hocon.Parsing;

sealed partial class HoconParser
{
    /// <summary>One value, or several side by side on one line.</summary>
    Node Value(string[]? at, int depth)
    {
        _cursor.SkipBlank();
        var origin = _cursor.Here;
        var pieces = new List<(string Gap, Node Node)>();
        for (var gap = ""; !AtValueEnd(); gap = _cursor.TakeGap())
            pieces.Add((gap, Piece(at, depth)));
        return pieces.Count switch
        {
            0 => throw new HoconException(origin, $"{Stray()}; a value is expected here"),
            1 => pieces[0].Node,
            _ => pieces.TrueForAll(p => p.Node is ScalarNode) ? Joined(origin, pieces) : new ConcatenationNode(origin, pieces),
        };
    }

    bool AtValueEnd() => _cursor.AtEnd || _cursor.AtComment || _cursor.Peek() is '\n' or ',' or '}' or ']';

    static ScalarNode Joined(HoconOrigin origin, List<(string Gap, Node Node)> pieces) =>
        new(origin, string.Concat(pieces.Select(p => p.Gap + ((ScalarNode)p.Node).Value.Text)), HoconScalarKind.String);

    Node Piece(string[]? at, int depth)
    {
        var origin = _cursor.Here;
        return _cursor.Peek() switch
        {
            '{' => Object(at, depth),
            '[' => Array(depth),
            '"' => new ScalarNode(origin, QuotedText.Read(_cursor), HoconScalarKind.String),
            '$' when _cursor.Peek(1) == '{' => Substitution(),
            _ when _cursor.AtUnquoted => Unquoted(),
            _ => throw new HoconException(origin, $"{Stray()}; a text that holds it must be quoted"),
        };
    }

    SubstitutionNode Substitution()
    {
        var origin = _cursor.Here;
        _cursor.Skip(2);
        var optional = _cursor.Peek() == '?';
        if (optional)
            _cursor.Next();
        var path = PathReader.Read(_cursor, _limits);
        var list = _cursor.StartsWith("[]");
        if (list)
            _cursor.Skip(2);
        if (_cursor.Peek() != '}')
            throw new HoconException(_cursor.AtEnd ? origin : _cursor.Here, "this substitution is not closed; '}' is missing");
        _cursor.Next();
        if (path.Length > _limits.Nesting)
            throw new HoconException(origin, $"nested more than {_limits.Nesting} deep");
        return new SubstitutionNode(origin, path, _source.IncludedAt, optional, list);
    }

    ScalarNode Unquoted()
    {
        var origin = _cursor.Here;
        var text = new StringBuilder();
        while (_cursor.AtUnquoted || AtExponentSign(text))
            text.Append(_cursor.Next());
        var word = text.ToString();
        return new ScalarNode(origin, word, KindOf(word));
    }

    // '+' ends unquoted text, except where JSON wants it: in 1e+5.
    bool AtExponentSign(StringBuilder text) =>
        _cursor.Peek() == '+' && char.IsAsciiDigit(_cursor.Peek(1)) && text.Length > 1 && text[^1] is 'e' or 'E'
        && JsonNumber.IsNumber($"{text}0");

    static HoconScalarKind KindOf(string word) => word switch
    {
        "true" or "false" => HoconScalarKind.Boolean,
        "null" => HoconScalarKind.Null,
        _ => JsonNumber.IsNumber(word) ? HoconScalarKind.Number : HoconScalarKind.String,
    };
}
