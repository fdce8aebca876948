using System.Numerics;

namespace LuthienProxy.LoadTest.Measuring;

/// <summary>
/// A log-linear histogram: each power of two is cut into 128 equal buckets, so that any quantile is known to within 1 part in 128 of its value, whatever the values are, in 36 KB. Values are not negative; what
/// is larger than <see cref="Most"/> counts as that.
/// </summary>
/// <remarks>Recording is thread-safe and takes no lock. What is read while others record may miss their last values.</remarks>
sealed class Histogram
{
    /// <summary>The largest value that is told from larger ones.</summary>
    public const long Most = (1L << MostBits) - 1;

    /// <summary>How far a quantile may be off, as a part of its value.</summary>
    public const double Precision = 1.0 / Steps;

    const int StepBits = 7;
    const int Steps = 1 << StepBits;
    const int MostBits = 40;

    // Twice the steps for the values that have a bucket of their own, then the steps of each further power of two.
    readonly long[] _buckets = new long[(2 * Steps) + ((MostBits - StepBits - 1) * Steps)];
    long _count;
    long _sum;
    long _least = long.MaxValue;
    long _largest = -1;

    /// <summary>How many values there are.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>The smallest; 0 when there is none.</summary>
    public long Min => Count == 0 ? 0 : Volatile.Read(ref _least);

    /// <summary>The largest; 0 when there is none.</summary>
    public long Max => Math.Max(0, Volatile.Read(ref _largest));

    /// <summary>Their mean; 0 when there is none.</summary>
    public double Mean => Count == 0 ? 0 : (double)Volatile.Read(ref _sum) / Count;

    /// <summary>Adds a value.</summary>
    public void Record(long value)
    {
        value = Math.Clamp(value, 0, Most);
        Interlocked.Increment(ref _buckets[IndexOf(value)]);
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _sum, value);
        Widen(value, value);
    }

    /// <summary>Adds all values of another.</summary>
    public void Add(Histogram other)
    {
        for (var i = 0; i < _buckets.Length; i++)
        {
            if (Volatile.Read(ref other._buckets[i]) is > 0 and var count)
                Interlocked.Add(ref _buckets[i], count);
        }
        Interlocked.Add(ref _count, other.Count);
        Interlocked.Add(ref _sum, Volatile.Read(ref other._sum));
        if (other.Count > 0)
            Widen(other.Min, other.Max);
    }

    /// <summary>The value that a share of the values does not exceed; 0 when there is none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public long Quantile(double share)
    {
        var wanted = Math.Max(1, (long)Math.Ceiling(Math.Clamp(share, 0, 1) * Count));
        var seen = 0L;
        for (var i = 0; i < _buckets.Length; i++)
        {
            seen += Volatile.Read(ref _buckets[i]);
            if (seen >= wanted)
                return Math.Clamp(LargestOf(i), Min, Max);
        }
        return Max;
    }

    static int IndexOf(long value)
    {
        if (value < 2 * Steps)
            return (int)value;
        var shift = BitOperations.Log2((ulong)value) - StepBits;
        return (shift * Steps) + (int)(value >> shift);
    }

    // The largest value of a bucket: so that a quantile is never said to be better than it is.
    static long LargestOf(int index)
    {
        if (index < 2 * Steps)
            return index;
        var shift = (index / Steps) - 1;
        return ((index - (shift * (long)Steps) + 1) << shift) - 1;
    }

    void Widen(long least, long largest)
    {
        for (var known = Volatile.Read(ref _least); least < known;)
            known = Interlocked.CompareExchange(ref _least, least, known) is var found && found == known ? least : found;
        for (var known = Volatile.Read(ref _largest); largest > known;)
            known = Interlocked.CompareExchange(ref _largest, largest, known) is var found && found == known ? largest : found;
    }
}
