namespace LuthienProxy.LoadTest.Wire;

/// <summary>Cuts an event stream (LF or CRLF) into the data of its events. Comments, names and ids say nothing that the data of the three formats does not say too. Not thread-safe.</summary>
sealed class EventStreamReader(EventStreamReader.Heard hear)
{
    const int MostCarried = 16 << 20;

    CarriedBytes _carried;
    int _searched;

    /// <summary>Hears the data of an event.</summary>
    public delegate void Heard(ReadOnlySpan<byte> data);

    /// <summary>Takes what came; false when an event is larger than any can be.</summary>
    public bool Take(ReadOnlySpan<byte> bytes)
    {
        if (_carried.IsEmpty)
        {
            var read = Read(bytes);
            if (read < bytes.Length)
                _carried.Add(bytes[read..]);
        }
        else
        {
            _carried.Add(bytes);
            var read = Read(_carried.Span);
            if (read > 0)
                _carried.Drop(read);
        }
        return _carried.Span.Length <= MostCarried;
    }

    /// <summary>Nothing more comes: whether the last event was whole. Gives the memory back.</summary>
    public bool End()
    {
        var isWhole = _carried.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n') < 0;
        _carried.Clear();
        return isWhole;
    }

    // How many bytes have been read to the end.
    int Read(ReadOnlySpan<byte> bytes)
    {
        var begin = 0;
        var line = _searched;
        while (bytes[line..].IndexOf((byte)'\n') is >= 0 and var length)
        {
            var isBlank = length == 0 || (length == 1 && bytes[line] == '\r');
            line += length + 1;
            if (!isBlank)
                continue;
            Tell(bytes[begin..line]);
            begin = line;
        }
        // Where the line begins that is not whole yet, from the first byte that is kept.
        _searched = line - begin;
        return begin;
    }

    void Tell(ReadOnlySpan<byte> block)
    {
        ReadOnlySpan<byte> data = default;
        var parts = 0;
        foreach (var range in block.Split((byte)'\n'))
        {
            if (!block[range].StartsWith("data:"u8))
                continue;
            var value = block[range]["data:"u8.Length..].TrimEnd((byte)'\r');
            value = value.StartsWith(" "u8) ? value[1..] : value;
            data = parts++ == 0 ? value : (byte[])[.. data, (byte)'\n', .. value];
        }
        if (parts > 0)
            hear(data);
    }
}
