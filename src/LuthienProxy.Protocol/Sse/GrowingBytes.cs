namespace LuthienProxy.Protocol.Sse;

/// <summary>Bytes gathered piece by piece into memory that is then given away. Holds nothing while empty.</summary>
struct GrowingBytes
{
    byte[]? _bytes;
    int _length;

    /// <summary>How many bytes were gathered.</summary>
    public readonly int Length => _length;

    /// <summary>How many bytes of memory it holds.</summary>
    public readonly int Capacity => _bytes?.Length ?? 0;

    /// <summary>Adds bytes at the end.</summary>
    public void Append(ReadOnlySpan<byte> piece)
    {
        var needed = _length + piece.Length;
        if (_bytes is null || _bytes.Length < needed)
            // Doubling: a line that comes a byte at a time must not be copied once for each byte.
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _length));
        piece.CopyTo(_bytes.AsSpan(_length));
        _length = needed;
    }

    /// <summary>Gives the bytes away and is empty again.</summary>
    public ArraySegment<byte> Take()
    {
        var taken = new ArraySegment<byte>(_bytes ?? [], 0, _length);
        this = default;
        return taken;
    }
}
