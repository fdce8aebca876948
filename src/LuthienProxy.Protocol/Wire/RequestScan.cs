using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Wire;

/// <summary>The pass behind <see cref="RequestHead"/>. Of repeated fields the last counts, as in the providers' own parsers.</summary>
ref struct RequestScan
{
    readonly ReadOnlySpan<byte> _body;
    readonly ReadOnlySpan<byte> _itemsName;
    readonly RequestLimits _limits;
    Utf8JsonReader _reader;
    string? _model;
    bool _stream;
    bool _includeUsage;
    JsonTokenType _items;
    int _itemCount;
    int _toolCount;

    public RequestScan(ReadOnlySpan<byte> body, ReadOnlySpan<byte> itemsName, RequestLimits limits)
    {
        _body = body;
        _itemsName = itemsName;
        _limits = limits;
        // One level more than allowed, so that the limit is reported here, by its name, and not by the reader.
        _reader = new(body, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
    }

    public RequestHead Run()
    {
        if (!Utf8.IsValid(_body))
            throw RequestRejection.Because($"The request body is not valid UTF-8 at byte {FirstInvalidByte(_body):N0}.");
        try
        {
            ReadObject();
        }
        catch (JsonException broken)
        {
            // The reader's own message quotes the body, so it is not passed on.
            throw RequestRejection.Because(
                $"The request body is not valid JSON: line {broken.LineNumber + 1:N0}, byte {broken.BytePositionInLine + 1:N0} of that line.");
        }
        RequestRejection.ThrowIfOver(_itemCount, _limits.MaxMessages, _itemsName, "messages");
        RequestRejection.ThrowIfOver(_toolCount, _limits.MaxTools, "tools"u8, "tools");
        return new(_model ?? throw RequestRejection.Of("model", "is required"), _stream, _includeUsage, _items, _itemCount, _toolCount);
    }

    void ReadObject()
    {
        if (_body.IsEmpty)
            throw RequestRejection.Because("The request body is empty.");
        Next();
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw RequestRejection.Because("The request body must be a JSON object.");
        while (Next() && _reader.TokenType == JsonTokenType.PropertyName)
            ReadField();
        // Nothing but white space may follow: the reader throws otherwise.
        _reader.Read();
    }

    void ReadField()
    {
        if (_reader.Is("model"u8))
            ReadModel();
        else if (_reader.Is("stream"u8))
            ReadStream();
        else if (_reader.Is("stream_options"u8))
            ReadStreamOptions();
        else if (_reader.Is("tools"u8))
            ReadTools();
        else if (_reader.Is(_itemsName))
            ReadItems();
        else
        {
            Next();
            SkipValue();
        }
    }

    void ReadModel()
    {
        Next();
        _model = _reader.AsText();
        if (string.IsNullOrEmpty(_model))
            throw RequestRejection.Of("model", "must be a non-empty string");
    }

    void ReadStream()
    {
        Next();
        _stream = _reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False or JsonTokenType.Null => false,
            _ => throw RequestRejection.Of("stream", "must be true or false"),
        };
    }

    void ReadStreamOptions()
    {
        Next();
        _includeUsage = false;
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            SkipValue();
            return;
        }
        while (Next() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var isUsage = _reader.Is("include_usage"u8);
            Next();
            _includeUsage = isUsage ? _reader.TokenType == JsonTokenType.True : _includeUsage;
            SkipValue();
        }
    }

    void ReadTools()
    {
        Next();
        _toolCount = _reader.TokenType switch
        {
            JsonTokenType.StartArray => CountArray(),
            JsonTokenType.Null => 0,
            _ => throw RequestRejection.Of("tools", "must be an array"),
        };
    }

    void ReadItems()
    {
        Next();
        _items = _reader.TokenType;
        _itemCount = _items switch
        {
            JsonTokenType.StartArray => CountArray(),
            JsonTokenType.String => 1,
            _ => 0,
        };
        SkipValue();
    }

    int CountArray()
    {
        var count = 0;
        while (Next() && _reader.TokenType != JsonTokenType.EndArray)
        {
            count++;
            SkipValue();
        }
        return count;
    }

    void SkipValue()
    {
        if (_reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        for (var end = _reader.CurrentDepth; Next() && _reader.CurrentDepth > end;)
        {
        }
    }

    bool Next()
    {
        var isMore = _reader.Read();
        if (_reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && _reader.CurrentDepth >= _limits.MaxDepth)
            throw RequestRejection.Because(
                $"The request body is nested deeper than {_limits.MaxDepth:N0} levels, which is the limit (luthien.limits.depth).");
        return isMore;
    }

    static int FirstInvalidByte(ReadOnlySpan<byte> body)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(body[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
            at += length;
        return at;
    }
}
