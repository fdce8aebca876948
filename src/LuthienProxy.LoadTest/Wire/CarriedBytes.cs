using System.Buffers;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>What came and cannot be read yet. Holds no memory while there is nothing. Not thread-safe.</summary>
struct CarriedBytes
{
    const int Least = 1024;

    byte[]? _bytes;
    int _length;

    /// <summary>The bytes, in order.</summary>
    public readonly ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    /// <summary>Whether there are none.</summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>Adds some.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        if (_bytes is null || _bytes.Length - _length < bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Least, (_length + bytes.Length) * 2));
            Span.CopyTo(larger);
            var length = _length;
            Clear();
            (_bytes, _length) = (larger, length);
        }
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Takes the first ones away.</summary>
    public void Drop(int count)
    {
        if (count == _length)
        {
            Clear();
            return;
        }
        Span[count..].CopyTo(_bytes);
        _length -= count;
    }

    /// <summary>Takes all away, and gives the memory back.</summary>
    public void Clear()
    {
        if (_bytes is not null)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _length) = (null, 0);
    }
}
