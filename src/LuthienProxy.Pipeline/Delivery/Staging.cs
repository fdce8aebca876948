using System.Buffers;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// Where an answer is written before the client's transport gets it, so that it can be looked at, and taken back. Blocks from the pool, none while it
/// is empty. Not thread-safe.
/// </summary>
/// <param name="smallest">The size of its first block.</param>
sealed class Staging(int smallest = 4 * 1024) : IBufferWriter<byte>
{
    const int Largest = 32 * 1024;

    List<ArraySegment<byte>>? _full;
    byte[] _block = [];
    int _used;
    int _read;
    int _readBlocks;
    long _told;

    /// <summary>How many bytes wait here.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes of memory that it has from the pool. Any thread may read it; it may lag.</summary>
    public long HeldBytes { get; private set; }

    public void Advance(int count)
    {
        _used += count;
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _block.AsMemory(_used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        MakeRoom(sizeHint);
        return _block.AsSpan(_used);
    }

    /// <summary>How many bytes have come since this was asked last.</summary>
    public int TakeGrowth()
    {
        var grown = Length - _told;
        _told = Length;
        return (int)grown;
    }

    /// <summary>Shows the bytes that <see cref="ReadNew"/> has not given yet, block by block; false past the last.</summary>
    public bool TryPeekNew(int block, out ReadOnlySpan<byte> bytes)
    {
        var from = block == 0 ? _read : 0;
        var full = _full?.Count - _readBlocks ?? 0;
        bytes = block < full ? _full![_readBlocks + block].AsSpan(from) : block == full ? _block.AsSpan(from, _used - from) : default;
        return block <= full;
    }

    /// <summary>Gives the next bytes that were not given yet, at most so many: up to the end of a block. Empty when there are none.</summary>
    public ReadOnlySpan<byte> ReadNew(int most)
    {
        while (_full is not null && _readBlocks < _full.Count && _read == _full[_readBlocks].Count)
            (_readBlocks, _read) = (_readBlocks + 1, 0);
        var block = _full is not null && _readBlocks < _full.Count ? _full[_readBlocks].AsSpan() : _block.AsSpan(0, _used);
        var bytes = block.Slice(_read, Math.Min(most, block.Length - _read));
        _read += bytes.Length;
        return bytes;
    }

    /// <summary>Leaves out so many of the bytes that were not given yet.</summary>
    public void PassNew(int count)
    {
        while (count > 0)
            count -= ReadNew(count).Length;
    }

    /// <summary>Hands everything to the transport's writer; the flush is the caller's.</summary>
    public void MoveTo(IBufferWriter<byte> transport)
    {
        if (_full is not null)
            foreach (var block in _full)
                transport.Write(block);
        transport.Write(_block.AsSpan(0, _used));
        Clear();
    }

    /// <summary>Takes everything back.</summary>
    public void Clear()
    {
        if (_full is not null)
            foreach (var block in _full)
                ArrayPool<byte>.Shared.Return(block.Array!);
        _full = null;
        if (_block.Length > 0)
            ArrayPool<byte>.Shared.Return(_block);
        _block = [];
        _used = _read = _readBlocks = 0;
        Length = HeldBytes = _told = 0;
    }

    void MakeRoom(int sizeHint)
    {
        if (_block.Length - _used >= Math.Max(sizeHint, 1))
            return;
        var size = Math.Max(sizeHint, Math.Clamp(2 * _block.Length, smallest, Largest));
        if (_used > 0)
            (_full ??= []).Add(new(_block, 0, _used));
        else if (_block.Length > 0)
        {
            HeldBytes -= _block.Length;
            ArrayPool<byte>.Shared.Return(_block);
        }
        // What was read of the block that is now full stays read.
        _block = ArrayPool<byte>.Shared.Rent(size);
        HeldBytes += _block.Length;
        _used = 0;
    }
}
