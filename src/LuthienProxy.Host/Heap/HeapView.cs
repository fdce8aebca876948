using System.Runtime.InteropServices;

namespace LuthienProxy.Host.Heap;

/// <summary>What the runtime says of its heap, as of the last collection.</summary>
/// <param name="Collections">How many of everything there have been.</param>
/// <param name="Old">Bytes in use, or not known to be garbage, in the oldest generation.</param>
/// <param name="Committed">Bytes of memory that the heap has from the system.</param>
/// <param name="Allocated">Bytes allocated since the process began; may lag by what threads have at hand.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct HeapView(long Collections, long Old, long Committed, long Allocated)
{
    const int Oldest = 2;

    public static HeapView Now()
    {
        var last = GC.GetGCMemoryInfo(GCKind.Any);
        var old = last.GenerationInfo[Oldest];
        return new(
            GC.GetGCMemoryInfo(GCKind.Background).Index + GC.GetGCMemoryInfo(GCKind.FullBlocking).Index,
            old.SizeAfterBytes - old.FragmentationAfterBytes,
            last.TotalCommittedBytes,
            GC.GetTotalAllocatedBytes());
    }
}
