using System.Buffers.Text;
using System.Text;
using LuthienProxy.LoadTest.Wire;

namespace LuthienProxy.LoadTest.Http;

/// <summary>Reads one HTTP/1.1 response as it comes; its body goes on piece by piece, without a copy. Not thread-safe.</summary>
sealed class HttpAnswer(HttpAnswer.Bytes body)
{
    const int MostHead = 32 << 10;

    CarriedBytes _carried;
    HttpPart _part;
    long _left;

    /// <summary>Hears a piece of the body.</summary>
    public delegate void Bytes(ReadOnlySpan<byte> piece);

    /// <summary>The status, once the head is there; 0 before.</summary>
    public int Status { get; private set; }

    /// <summary>Whether the body is an event stream.</summary>
    public bool IsEventStream { get; private set; }

    /// <summary>Whether another request may follow on the connection.</summary>
    public bool KeepsAlive { get; private set; } = true;

    /// <summary>Whether the response is whole.</summary>
    public bool IsDone => _part == HttpPart.Done;

    /// <summary>Whether it is not HTTP.</summary>
    public bool IsBroken => _part == HttpPart.Broken;

    /// <summary>Takes what came.</summary>
    public void Take(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && _part is not (HttpPart.Done or HttpPart.Broken))
            bytes = bytes[(_part is HttpPart.Chunk or HttpPart.Sized or HttpPart.Unsized ? TakeBody(bytes) : TakeLines(bytes))..];
        if (!bytes.IsEmpty && IsDone)
            _part = HttpPart.Broken;
    }

    /// <summary>The connection has ended: whether the response is whole. Gives the memory back.</summary>
    public bool End()
    {
        _carried.Clear();
        if (_part == HttpPart.Unsized)
            _part = HttpPart.Done;
        KeepsAlive = false;
        return IsDone;
    }

    int TakeBody(ReadOnlySpan<byte> bytes)
    {
        var piece = _part == HttpPart.Unsized || bytes.Length < _left ? bytes : bytes[..(int)_left];
        _left -= piece.Length;
        if (_part != HttpPart.Unsized && _left == 0)
            _part = _part == HttpPart.Chunk ? HttpPart.ChunkEnd : HttpPart.Done;
        body(piece);
        return piece.Length;
    }

    // A head, or one line, that straddles two reads is put together first.
    int TakeLines(ReadOnlySpan<byte> bytes)
    {
        var end = _part == HttpPart.Head ? "\r\n\r\n"u8 : "\r\n"u8;
        if (_carried.IsEmpty)
        {
            var at = bytes.IndexOf(end);
            if (at < 0)
                return Keep(bytes);
            Enter(bytes[..at]);
            return at + end.Length;
        }
        var (before, from) = (_carried.Span.Length, Math.Max(0, _carried.Span.Length - end.Length + 1));
        _carried.Add(bytes);
        var found = _carried.Span[from..].IndexOf(end);
        if (found < 0)
            return Check(bytes.Length);
        Enter(_carried.Span[..(from + found)]);
        _carried.Clear();
        return from + found + end.Length - before;
    }

    int Keep(ReadOnlySpan<byte> bytes)
    {
        _carried.Add(bytes);
        return Check(bytes.Length);
    }

    int Check(int taken)
    {
        if (_carried.Span.Length > MostHead)
            Break();
        return taken;
    }

    void Enter(ReadOnlySpan<byte> lines)
    {
        if (_part == HttpPart.Head)
            EnterBody(Encoding.Latin1.GetString(lines));
        else if (_part == HttpPart.ChunkEnd)
            _part = lines.IsEmpty ? HttpPart.ChunkSize : HttpPart.Broken;
        else if (_part == HttpPart.Trailer)
            _part = lines.IsEmpty ? HttpPart.Done : HttpPart.Trailer;
        else if (Utf8Parser.TryParse(lines, out _left, out var digits, 'x') && (digits == lines.Length || lines[digits] == ';'))
            _part = _left == 0 ? HttpPart.Trailer : HttpPart.Chunk;
        else
            Break();
    }

    void EnterBody(string head)
    {
        if (!head.StartsWith("HTTP/1.", StringComparison.Ordinal) || head.Length < 12 || !int.TryParse(head.AsSpan(9, 3), out var status))
        {
            Break();
            return;
        }
        // An interim response: the real one follows.
        if (status < 200)
            return;
        Status = status;
        IsEventStream = Header(head, "content-type").StartsWith("text/event-stream", StringComparison.OrdinalIgnoreCase);
        KeepsAlive = !Header(head, "connection").Contains("close", StringComparison.OrdinalIgnoreCase);
        if (Header(head, "transfer-encoding").Contains("chunked", StringComparison.OrdinalIgnoreCase))
            _part = HttpPart.ChunkSize;
        else if (long.TryParse(Header(head, "content-length"), out _left))
            _part = _left == 0 ? HttpPart.Done : HttpPart.Sized;
        else
            _part = HttpPart.Unsized;
    }

    static ReadOnlySpan<char> Header(string head, string name)
    {
        foreach (var line in head.AsSpan().EnumerateLines())
        {
            if (line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase))
                return line[(name.Length + 1)..].Trim();
        }
        return default;
    }

    void Break()
    {
        _carried.Clear();
        _part = HttpPart.Broken;
    }
}
