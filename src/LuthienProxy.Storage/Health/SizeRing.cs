namespace LuthienProxy.Storage.Health;

/// <summary>The last sizes of something, and their percentiles. Thread-safe.</summary>
sealed class SizeRing
{
    const int Kept = 1024;

    readonly Lock _lock = new();
    readonly int[] _sizes = new int[Kept];
    long _count;

    public void Add(int size)
    {
        lock (_lock)
            _sizes[_count++ % Kept] = size;
    }

    /// <summary>The size that this share (0 to 1) of them does not exceed; 0 when there are none.</summary>
    public int Percentile(double share)
    {
        int[] sorted;
        lock (_lock)
            sorted = _sizes[..(int)Math.Min(_count, Kept)];
        Array.Sort(sorted);
        return sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * share) - 1)];
    }
}
