using System.Buffers.Text;
using System.Text;

namespace LuthienProxy.Benchmarks.Compare.Load;

/// <summary>
/// Reads HTTP/1.1 responses off one connection, as cheaply as it goes, so that the load costs less than what is measured. The body goes to <paramref name="body"/>
/// in parts, which says whether it is as it should be.
/// </summary>
sealed class AnswerReader(Func<int, ReadOnlySpan<byte>, bool> body)
{
    readonly byte[] _head = new byte[4096];
    Part _part;
    int _headBytes;
    int _left;

    enum Part
    {
        Head,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        LastLine,
        Plain,
        Done,
        Broken,
    }

    /// <summary>Bytes of the body that came so far.</summary>
    public int BodyBytes { get; private set; }

    /// <summary>Whether the response is whole.</summary>
    public bool IsDone => _part == Part.Done;

    /// <summary>Whether it is not what was expected.</summary>
    public bool IsBroken => _part == Part.Broken;

    /// <summary>The response's head as text.</summary>
    public string Head => Encoding.ASCII.GetString(_head, 0, _headBytes);

    /// <summary>Begins the next response.</summary>
    public void Reset()
    {
        _part = Part.Head;
        _headBytes = _left = BodyBytes = 0;
    }

    /// <summary>Takes what came from the socket.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !IsDone && !IsBroken)
            bytes = bytes[TakeSome(bytes)..];
    }

    int TakeSome(ReadOnlySpan<byte> bytes) => _part switch
    {
        Part.Head => TakeHead(bytes),
        Part.ChunkSize => TakeSize(bytes),
        Part.ChunkData => TakeBody(bytes, Part.ChunkEnd),
        Part.Plain => TakeBody(bytes, Part.Done),
        Part.ChunkEnd => TakeLineEnd(bytes, Part.ChunkSize),
        _ => TakeLineEnd(bytes, Part.Done),
    };

    int TakeHead(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (taken < bytes.Length && _headBytes < _head.Length)
        {
            _head[_headBytes++] = bytes[taken++];
            if (_head.AsSpan(0, _headBytes).EndsWith("\r\n\r\n"u8))
            {
                Enter(Head);
                return taken;
            }
        }
        if (_headBytes == _head.Length)
            _part = Part.Broken;
        return taken;
    }

    void Enter(string head)
    {
        const string length = "\r\ncontent-length: ";
        var at = head.IndexOf(length, StringComparison.OrdinalIgnoreCase);
        _left = at < 0 ? 0 : int.Parse(head.AsSpan(at + length.Length, head.IndexOf('\r', at + length.Length) - at - length.Length));
        _part = !head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) ? Part.Broken : at < 0 ? Part.ChunkSize : Part.Plain;
    }

    int TakeSize(ReadOnlySpan<byte> bytes)
    {
        // A size line that straddles two reads is kept behind the head.
        var end = bytes.IndexOf((byte)'\n');
        var line = bytes[..(end < 0 ? bytes.Length : end + 1)];
        line.CopyTo(_head.AsSpan(_headBytes));
        _headBytes += line.Length;
        if (end < 0)
            return line.Length;
        var start = _head.AsSpan(0, _headBytes - 1).LastIndexOf((byte)'\n') + 1;
        if (!Utf8Parser.TryParse(_head.AsSpan(start, _headBytes - start), out int size, out _, 'x'))
            _part = Part.Broken;
        else
            (_left, _part) = (size, size == 0 ? Part.LastLine : Part.ChunkData);
        _headBytes = start;
        return line.Length;
    }

    int TakeBody(ReadOnlySpan<byte> bytes, Part next)
    {
        var taken = Math.Min(_left, bytes.Length);
        if (!body(BodyBytes, bytes[..taken]))
            _part = Part.Broken;
        BodyBytes += taken;
        _left -= taken;
        if (_left == 0 && !IsBroken)
            (_part, _left) = (next, 2);
        return taken;
    }

    int TakeLineEnd(ReadOnlySpan<byte> bytes, Part next)
    {
        if (_left == 0)
            _left = 2;
        var taken = Math.Min(_left, bytes.Length);
        _left -= taken;
        if (_left == 0)
            _part = next;
        return taken;
    }
}
