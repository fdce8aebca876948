using System.Buffers;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// Where an answer is written before the client's transport gets it, so that it can be looked at, and taken back. Blocks from the pool, none while it
/// is empty. Not thread-safe.
/// </summary>
sealed class Staging : IBufferWriter<byte>
{
    const int Smallest = 4 * 1024;
    const int Largest = 32 * 1024;

    List<ArraySegment<byte>>? _full;
    byte[] _block = [];
    int _used;
    int _read;
    int _readBlocks;

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

    /// <summary>Whether there are bytes that <see cref="TryReadNew"/> has not given yet.</summary>
    public bool HasNew => _read < _used || (_full is not null && _readBlocks < _full.Count);

    /// <summary>Gives the next bytes that were not given yet; false when there are none.</summary>
    public bool TryReadNew(out ReadOnlySpan<byte> bytes)
    {
        while (_full is not null && _readBlocks < _full.Count)
        {
            bytes = _full[_readBlocks++].AsSpan(_read);
            _read = 0;
            if (!bytes.IsEmpty)
                return true;
        }
        bytes = _block.AsSpan(_read, _used - _read);
        _read = _used;
        return !bytes.IsEmpty;
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
        Length = HeldBytes = 0;
    }

    void MakeRoom(int sizeHint)
    {
        if (_block.Length - _used >= Math.Max(sizeHint, 1))
            return;
        var size = Math.Max(sizeHint, Math.Clamp(2 * _block.Length, Smallest, Largest));
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
