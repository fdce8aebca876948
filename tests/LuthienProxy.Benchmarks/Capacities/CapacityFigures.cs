using System.Diagnostics;
using System.Runtime.InteropServices;

namespace LuthienProxy.Benchmarks.Capacities;

/// <summary>How a bounded queue did under a producer that never pauses.</summary>
/// <param name="PerSecond">Elements a second.</param>
/// <param name="Median">From handing over to being taken, the middle one, in microseconds.</param>
/// <param name="Late">The same for the slowest in a hundred.</param>
/// <param name="Held">Bytes that the queue itself holds when it is full, without what the elements hold.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct CapacityFigures(double PerSecond, double Median, double Late, long Held)
{
    /// <param name="latencies">In ticks of the stopwatch; gets sorted.</param>
    /// <param name="took">The whole run.</param>
    /// <param name="held">Bytes that the full queue holds.</param>
    public static CapacityFigures Of(long[] latencies, TimeSpan took, long held)
    {
        Array.Sort(latencies);
        return new(latencies.Length / took.TotalSeconds, Micros(latencies[latencies.Length / 2]), Micros(latencies[latencies.Length * 99 / 100]), held);
    }

    static double Micros(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
