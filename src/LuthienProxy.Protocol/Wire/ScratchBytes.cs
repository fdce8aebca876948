using System.Buffers;

namespace LuthienProxy.Protocol.Wire;

/// <summary>Bytes that are written and used within one call of an emitter: memory of the pool, none while it is empty, so that thousands of streams that wait hold none. Not thread-safe.</summary>
sealed class ScratchBytes : IBufferWriter<byte>
{
    const int Smallest = 512;

    byte[] _bytes = [];

    /// <summary>How many bytes were written.</summary>
    public int WrittenCount { get; private set; }

    /// <summary>What was written; good until <see cref="Clear"/>, or more is written.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, WrittenCount);

    /// <summary>Forgets what was written and gives the memory back.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        WrittenCount = 0;
    }

    /// <inheritdoc/>
    public void Advance(int count) => WrittenCount += count;

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsMemory(WrittenCount);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _bytes.AsSpan(WrittenCount);
    }

    void MakeRoom(int sizeHint)
    {
        var needed = WrittenCount + Math.Max(sizeHint, 1);
        if (_bytes.Length >= needed)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, Math.Max(Smallest, 2 * _bytes.Length)));
        WrittenSpan.CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
