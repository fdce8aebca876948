namespace Luthien.Hocon.Parsing;

sealed partial class HoconParser
{
    // "include" is special only unquoted, at the start of a key, and as a whole word.
    bool AtInclude()
    {
        if (!_cursor.StartsWith(Include))
            return false;
        var next = _cursor.Peek(Include.Length);
        return next == '"' || char.IsWhiteSpace(next);
    }

    void IncludeStatement(ObjectNode target, string[]? at, int depth)
    {
        var origin = _cursor.Here;
        _cursor.Skip(Include.Length);
        _cursor.TakeGap();
        var required = TakeCall("required");
        var file = TakeCall("file");
        if (_cursor.Peek() != '"')
            throw new HoconException(_cursor.Here, "include wants \"name\", file(\"name\") or required(…) around either");
        var name = QuotedText.Read(_cursor);
        if (file)
            CloseCall();
        if (required)
            CloseCall();
        foreach (var included in _includes.Read(_source, origin, name, required, at, depth))
            target.Merge(included);
    }

    bool TakeCall(string function)
    {
        if (!_cursor.StartsWith($"{function}("))
            return false;
        _cursor.Skip(function.Length + 1);
        _cursor.TakeGap();
        return true;
    }

    void CloseCall()
    {
        _cursor.TakeGap();
        if (_cursor.Peek() != ')')
            throw new HoconException(_cursor.Here, "')' is missing");
        _cursor.Next();
        _cursor.TakeGap();
    }
}
