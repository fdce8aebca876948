using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Sse;

/// <summary>
/// Cuts a stream of bytes into server-sent events (WHATWG HTML §9.2.5, §9.2.6). The frames are the same however the bytes were split. One per stream; not thread-safe.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="Append"/> a chunk, <see cref="TryRead"/> until false, and so on; <see cref="Complete"/> and read once more at the end of input.
/// A frame comes out with the byte that completes it: a CR counts as a line end at once, and an LF after it is then passed over.
/// </para>
/// <para>
/// Lines are slices of the chunk they came in; only a line that straddles chunks, or data of several lines, is copied.
/// So appended memory must never change. Unlike a browser, the framer gives comments out too, and an event that the input ends in
/// is not lost: some upstreams leave the last blank line out (H4).
/// </para>
/// </remarks>
public sealed class SseFramer
{
    /// <summary>The limit of one event by default: 16 MiB. Providers send whole answers in their final events, images included.</summary>
    public const int DefaultMaxEventBytes = 16 * 1024 * 1024;

    readonly int _maxEventBytes;
    ReadOnlyMemory<byte> _chunk;
    ReadOnlyMemory<byte> _name;
    ReadOnlyMemory<byte> _data;
    GrowingBytes _joined;
    GrowingBytes _line;
    int _at;
    int _dataLines;
    int _eventBytes;
    bool _isAfterCr;
    bool _isPastFirstLine;
    bool _isComplete;

    /// <summary>A framer for one stream.</summary>
    /// <param name="maxEventBytes">The most bytes one event may have, field names and ignored fields included. The framer holds at most about twice as much.</param>
    public SseFramer(int maxEventBytes = DefaultMaxEventBytes) => _maxEventBytes = maxEventBytes;

    /// <summary>Takes the next chunk; its memory must never change. Read all frames of the chunk before first.</summary>
    /// <exception cref="InvalidOperationException">Frames of the chunk before are unread, or the input was completed.</exception>
    public void Append(ReadOnlyMemory<byte> chunk)
    {
        if (_at < _chunk.Length || _isComplete)
            throw new InvalidOperationException("Read every frame before the next chunk is appended, and append nothing after the end.");
        _chunk = chunk;
        _at = 0;
    }

    /// <summary>Says that no further chunk will come: what <see cref="TryRead"/> then finds unfinished counts as finished.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Gives the next whole frame; false when more bytes are needed or, after <see cref="Complete"/>, when there is nothing left.</summary>
    /// <exception cref="MalformedResponseException">An event is larger than the limit. The framer cannot be used any further.</exception>
    public bool TryRead(out SseFrame frame)
    {
        while (TryReadLine(out var line))
            if (line.IsEmpty ? TryDispatch(out frame) : TryTakeComment(line, out frame))
                return true;
        frame = default;
        return _isComplete && TryReadLast(out frame);
    }

    bool TryReadLine(out ReadOnlyMemory<byte> line)
    {
        var rest = _chunk.Span[_at..];
        if (_isAfterCr && !rest.IsEmpty)
        {
            _isAfterCr = false;
            var isPair = rest[0] == '\n';
            _at += isPair ? 1 : 0;
            rest = rest[(isPair ? 1 : 0)..];
        }
        var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        line = default;
        if (length < 0)
        {
            HoldBack(rest);
            return false;
        }
        _isAfterCr = rest[length] == '\r';
        line = Line(_chunk.Slice(_at, length));
        _at += length + 1;
        return true;
    }

    // The chunk ends inside a line, or has been read to its end: let go of it.
    void HoldBack(ReadOnlySpan<byte> rest)
    {
        Check((long)_line.Length + rest.Length);
        if (!rest.IsEmpty)
            _line.Append(rest);
        _chunk = default;
        _at = 0;
    }

    ReadOnlyMemory<byte> Line(ReadOnlyMemory<byte> end)
    {
        Check((long)_line.Length + end.Length);
        var line = end;
        if (_line.Length > 0)
        {
            _line.Append(end.Span);
            line = _line.Take();
        }
        if (_isPastFirstLine)
            return line;
        _isPastFirstLine = true;
        return line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
    }

    bool TryTakeComment(ReadOnlyMemory<byte> line, out SseFrame frame)
    {
        var isComment = line.Span[0] == ':';
        frame = isComment ? new(default, line[1..], IsComment: true) : default;
        if (!isComment)
            TakeField(line);
        return isComment;
    }

    void TakeField(ReadOnlyMemory<byte> line)
    {
        _eventBytes += line.Length;
        var field = line.Span;
        if (IsField(field, "data"u8))
            TakeData(Value(line, 4));
        else if (IsField(field, "event"u8))
            _name = Value(line, 5);
    }

    void TakeData(ReadOnlyMemory<byte> value)
    {
        if (_dataLines++ == 0)
        {
            _data = value;
            return;
        }
        if (_dataLines == 2)
            _joined.Append(_data.Span);
        _joined.Append("\n"u8);
        _joined.Append(value.Span);
    }

    // An event without data is none; its name is forgotten with it.
    bool TryDispatch(out SseFrame frame)
    {
        var isEvent = _dataLines > 0;
        frame = isEvent ? new(_name, _dataLines > 1 ? _joined.Take() : _data) : default;
        _name = _data = default;
        _dataLines = _eventBytes = 0;
        return isEvent;
    }

    bool TryReadLast(out SseFrame frame)
    {
        var line = _line.Length > 0 ? Line(default) : default;
        return (!line.IsEmpty && TryTakeComment(line, out frame)) || TryDispatch(out frame);
    }

    void Check(long lineBytes)
    {
        if (_eventBytes + lineBytes > _maxEventBytes)
            throw new MalformedResponseException($"The upstream sent an event of more than {_maxEventBytes:N0} bytes, which is the limit for one event.");
    }

    static bool IsField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field) =>
        line.StartsWith(field) && (line.Length == field.Length || line[field.Length] == ':');

    static ReadOnlyMemory<byte> Value(ReadOnlyMemory<byte> line, int fieldLength)
    {
        if (line.Length == fieldLength)
            return default;
        var start = fieldLength + 1;
        return line.Length > start && line.Span[start] == ' ' ? line[(start + 1)..] : line[start..];
    }
}
