using System.Runtime.InteropServices;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>A managed heap just after everything was collected.</summary>
/// <param name="Live">Bytes that survived.</param>
/// <param name="Size">Bytes from the beginning of the heap's parts to their ends, gaps included.</param>
/// <param name="Handles">References that the runtime keeps for native code.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct HeapSample(long Live, long Size, int Handles)
{
    public static HeapSample Of(GCHeapStatsTraceData stats) => new(
        stats.TotalPromotedSize0 + stats.TotalPromotedSize1 + stats.TotalPromotedSize2 + stats.TotalPromotedSize3 + stats.TotalPromotedSize4, stats.TotalHeapSize, stats.GCHandleCount);
}
