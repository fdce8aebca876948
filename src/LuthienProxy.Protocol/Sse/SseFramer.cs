using System.Runtime.InteropServices;
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
    // The chunk's own array and borders: slices of it cost a third of slices of a ReadOnlyMemory.
    byte[] _chunk = [];
    int _at;
    int _end;
    ArraySegment<byte> _name;
    ArraySegment<byte> _data;
    GrowingBytes _joined;
    GrowingBytes _line;
    int _dataLines;
    int _eventBytes;
    bool _isAfterCr;
    bool _isPastFirstLine;
    bool _isComplete;

    /// <summary>A framer for one stream.</summary>
    /// <param name="maxEventBytes">The most bytes one event may have, field names and ignored fields included. The framer holds at most about twice as much.</param>
    public SseFramer(int maxEventBytes = DefaultMaxEventBytes) => _maxEventBytes = maxEventBytes;

    /// <summary>Bytes of memory that hold what is not whole yet. Any thread may read it; it may lag.</summary>
    public int HeldBytes => _line.Capacity + _joined.Capacity;

    /// <summary>Takes the next chunk; its memory must never change. Read all frames of the chunk before first.</summary>
    /// <exception cref="InvalidOperationException">Frames of the chunk before are unread, or the input was completed.</exception>
    public void Append(ReadOnlyMemory<byte> chunk)
    {
        if (_at < _end || _isComplete)
            throw new InvalidOperationException("Read every frame before the next chunk is appended, and append nothing after the end.");
        if (!MemoryMarshal.TryGetArray(chunk, out var segment))
            segment = new(chunk.ToArray());
        _chunk = segment.Array!;
        _at = segment.Offset;
        _end = segment.Offset + segment.Count;
    }

    /// <summary>Says that no further chunk will come: what <see cref="TryRead"/> then finds unfinished counts as finished.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>Gives the next whole frame; false when more bytes are needed or, after <see cref="Complete"/>, when there is nothing left.</summary>
    /// <exception cref="MalformedResponseException">An event is larger than the limit. The framer cannot be used any further.</exception>
    public bool TryRead(out SseFrame frame)
    {
        while (TryReadLine(out var line))
            if (line.Count == 0 ? TryDispatch(out frame) : TryTakeLine(line, out frame))
                return true;
        if (_isComplete)
            return TryReadLast(out frame);
        frame = default;
        return false;
    }

    bool TryReadLine(out ArraySegment<byte> line)
    {
        if (_isAfterCr && _at < _end)
        {
            _isAfterCr = false;
            _at += _chunk[_at] == '\n' ? 1 : 0;
        }
        var rest = new ReadOnlySpan<byte>(_chunk, _at, _end - _at);
        var length = rest.IndexOfAny((byte)'\r', (byte)'\n');
        if (length < 0)
        {
            HoldBack(rest);
            line = default;
            return false;
        }
        _isAfterCr = rest[length] == '\r';
        line = Line(new(_chunk, _at, length));
        _at += length + 1;
        return true;
    }

    // The chunk ends inside a line, or has been read to its end: let go of it.
    void HoldBack(ReadOnlySpan<byte> rest)
    {
        Check(_line.Length, rest.Length);
        if (!rest.IsEmpty)
            _line.Append(rest);
        _chunk = [];
        _at = _end = 0;
    }

    ArraySegment<byte> Line(ArraySegment<byte> end)
    {
        Check(_line.Length, end.Count);
        var line = end;
        if (_line.Length > 0)
        {
            _line.Append(end);
            line = _line.Take();
        }
        if (_isPastFirstLine)
            return line;
        _isPastFirstLine = true;
        return line.AsSpan().StartsWith("\uFEFF"u8) ? line[3..] : line;
    }

    // A comment is a frame by itself; any other line adds to the event under way.
    bool TryTakeLine(ArraySegment<byte> line, out SseFrame frame)
    {
        if (line[0] == ':')
        {
            frame = new(default, line[1..], IsComment: true);
            return true;
        }
        _eventBytes += line.Count;
        if (IsField(line, "data"u8))
            TakeData(Value(line, 4));
        else if (IsField(line, "event"u8))
            _name = Value(line, 5);
        frame = default;
        return false;
    }

    void TakeData(ArraySegment<byte> value)
    {
        if (_dataLines++ == 0)
        {
            _data = value;
            return;
        }
        if (_dataLines == 2)
            _joined.Append(_data);
        _joined.Append("\n"u8);
        _joined.Append(value);
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
        return (line.Count > 0 && TryTakeLine(line, out frame)) || TryDispatch(out frame);
    }

    void Check(int lineBytes, int moreBytes)
    {
        if ((long)_eventBytes + lineBytes + moreBytes > _maxEventBytes)
            throw new MalformedResponseException($"The upstream sent an event of more than {_maxEventBytes:N0} bytes, which is the limit for one event (luthien.limits.event).");
    }

    static bool IsField(ReadOnlySpan<byte> line, ReadOnlySpan<byte> field) =>
        line.StartsWith(field) && (line.Length == field.Length || line[field.Length] == ':');

    static ArraySegment<byte> Value(ArraySegment<byte> line, int fieldLength)
    {
        if (line.Count == fieldLength)
            return default;
        var start = fieldLength + 1;
        return line.Count > start && line[start] == ' ' ? line[(start + 1)..] : line[start..];
    }
}
