namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// Where a recorded call keeps what it reads: chunk behind chunk in one array, so that a segment of many chunks is a slice and no copy. The arrays are
/// given away and never written twice; they grow from small ones, because most answers are, and stay small while segments go by age. Belongs to the call's flow,
/// but for <see cref="SegmentIsSmall"/>.
/// </summary>
sealed class OriginalBlocks(int largest)
{
    const int Smallest = 2 * 1024;

    byte[] _block = [];
    int _used;
    volatile bool _isSlow;

    /// <summary>A segment goes because of its age: the stream is slow, and a large array would be held for long.</summary>
    public void SegmentIsSmall() => _isSlow = true;

    /// <summary>Keeps the bytes; the answer's memory never changes.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (_block.Length - _used < bytes.Length)
        {
            var size = _isSlow ? Smallest : Math.Min(largest, Math.Max(Smallest, 2 * _block.Length));
            _block = GC.AllocateUninitializedArray<byte>(Math.Max(bytes.Length, size));
            (_used, _isSlow) = (0, false);
        }
        bytes.CopyTo(_block.AsSpan(_used));
        var kept = _block.AsMemory(_used, bytes.Length);
        _used += bytes.Length;
        return kept;
    }
}
