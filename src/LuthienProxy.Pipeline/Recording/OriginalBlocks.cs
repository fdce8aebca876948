namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// Where a recorded call keeps what it reads: chunk behind chunk in one array, so that a segment of many chunks is a slice and no copy. The arrays are
/// given away and never written twice; they grow from small ones, because most answers are, and while segments go by age they are made for one segment each: what
/// is on record is then let go of, and thousands of slow streams hold little. Belongs to the call's flow, but for <see cref="SegmentAged"/>.
/// </summary>
sealed class OriginalBlocks(int largest)
{
    const int Smallest = 512;
    const int LargestSlow = 2 * 1024;

    byte[] _block = [];
    int _used;
    volatile int _next;

    /// <summary>A segment of so many bytes goes because of its age: the next is made for about as much.</summary>
    public void SegmentAged(long bytes) => _next = (int)Math.Clamp(bytes + (bytes / 4), Smallest, LargestSlow);

    /// <summary>Keeps the bytes; the answer's memory never changes.</summary>
    public ReadOnlyMemory<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (_block.Length - _used < bytes.Length)
        {
            var size = _next is > 0 and var aged ? aged : Math.Min(largest, Math.Max(Smallest, 2 * _block.Length));
            _block = GC.AllocateUninitializedArray<byte>(Math.Max(bytes.Length, size));
            (_used, _next) = (0, 0);
        }
        bytes.CopyTo(_block.AsSpan(_used));
        var kept = _block.AsMemory(_used, bytes.Length);
        _used += bytes.Length;
        return kept;
    }
}
