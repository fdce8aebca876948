using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>One pass of <see cref="BodySplitter"/> over one body.</summary>
ref struct SplitRun
{
    readonly ReadOnlyMemory<byte> _body;
    readonly SkeletonWriter _envelope = new();
    readonly List<SplitItem> _items = [];
    readonly List<SplitContent> _contents = [];
    // Where the reader's offset 0 stands in the body: behind a byte order mark, which the reader does not take.
    readonly int _base;

    Utf8JsonReader _reader;
    SkeletonWriter _current;
    // Everything before this is in a skeleton.
    int _done;
    ReadOnlyMemory<byte> _instructions;
    ReadOnlyMemory<byte> _plainInput;

    public SplitRun(ReadOnlyMemory<byte> body)
    {
        _body = body;
        _base = body.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        _reader = new(body.Span[_base..], new JsonReaderOptions { MaxDepth = BodySplitter.MaxDepth });
        _current = _envelope;
    }

    readonly int TokenStart => _base + (int)_reader.TokenStartIndex;

    readonly int TokenEnd => _base + (int)_reader.BytesConsumed;

    /// <exception cref="JsonException">The body is not JSON, or is nested too deep.</exception>
    public SplitBody Json()
    {
        while (_reader.Read())
            Token();
        return Finish(isJson: true);
    }

    public SplitBody Opaque() => Finish(isJson: false);

    SplitBody Finish(bool isJson)
    {
        CopyTo(_body.Length);
        return new(_body.Length, _envelope.Written.ToArray(), _items, _contents) { Instructions = _instructions, PlainInput = _plainInput, IsJson = isJson };
    }

    void Token()
    {
        if (_reader.TokenType == JsonTokenType.PropertyName)
            Property();
        else
            Value();
    }

    void Property()
    {
        var isOwn = _reader.CurrentDepth == 1;
        var isTools = _reader.Is("tools"u8);
        var isItems = isOwn && (_reader.Is("messages"u8) || _reader.Is("input"u8));
        var isInstructions = isOwn && (_reader.Is("system"u8) || _reader.Is("instructions"u8));
        _reader.Read();
        if (isTools && _reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            Tools();
        else if (isItems && _reader.TokenType == JsonTokenType.StartArray)
            Items();
        else if (isInstructions)
            _instructions = WholeValue();
        else if (isItems && _reader.TokenType == JsonTokenType.String)
            _plainInput = WholeValue();
        else
            Value();
    }

    /// <summary>Takes what the value holds like everything else, and tells where it stands.</summary>
    ReadOnlyMemory<byte> WholeValue()
    {
        var start = TokenStart;
        if (_reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            Value();
            return _body[start..TokenEnd];
        }
        for (var depth = _reader.CurrentDepth; _reader.Read() && _reader.CurrentDepth > depth;)
            Token();
        return _body[start..TokenEnd];
    }

    void Value()
    {
        if (_reader.TokenType != JsonTokenType.String || _reader.ValueSpan.Length < BodySplitter.MinValue)
            return;
        CopyTo(TokenStart + 1);
        Keep(TokenEnd - 1);
    }

    void Tools()
    {
        var start = TokenStart;
        _reader.Skip();
        if (TokenEnd - start < BodySplitter.MinValue)
            return;
        CopyTo(start);
        Keep(TokenEnd);
    }

    void Items()
    {
        CopyTo(TokenEnd);
        var writer = new SkeletonWriter();
        _current = writer;
        ContentHash? parent = null;
        var count = 0;
        var depth = _reader.CurrentDepth + 1;
        while (_reader.Read() && _reader.CurrentDepth >= depth)
            if (_reader.TokenType == JsonTokenType.StartObject && _reader.CurrentDepth == depth)
                parent = Item(writer, parent, count++);
            else
                Token();
        _current = _envelope;
        if (parent is { } head)
            _envelope.Chain(count, head);
        // What stood behind the last item, if there was anything to keep elsewhere in it.
        _envelope.Parts(writer);
    }

    ContentHash Item(SkeletonWriter writer, ContentHash? parent, int depth)
    {
        var json = WholeValue();
        CopyTo(TokenEnd);
        var hash = writer.HashBehind(parent);
        _items.Add(new(hash, parent, depth, writer.Written.ToArray(), json));
        writer.Reset();
        return hash;
    }

    void CopyTo(int end)
    {
        if (end - _done > BodySplitter.MaxLiteral)
        {
            Keep(end);
            return;
        }
        _current.Literal(_body.Span[_done..end]);
        _done = end;
    }

    void Keep(int end)
    {
        var bytes = _body[_done..end];
        var hash = ContentHash.Of(bytes.Span);
        _contents.Add(new(hash, bytes));
        _current.Content(hash);
        _done = end;
    }
}
