using System.Runtime.InteropServices;

namespace LuthienProxy.LoadTest.Measuring;

/// <summary>What the kernel says of a process and its children at one moment.</summary>
/// <param name="Cpu">User and system time so far.</param>
/// <param name="WorkingSet">Bytes in memory.</param>
/// <param name="Peak">The most of them so far.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Handles">Its open descriptors.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct ProcessSample(TimeSpan Cpu, long WorkingSet, long Peak, int Threads, int Handles)
{
    public static ProcessSample operator +(ProcessSample one, ProcessSample other) =>
        new(one.Cpu + other.Cpu, one.WorkingSet + other.WorkingSet, one.Peak + other.Peak, one.Threads + other.Threads, one.Handles + other.Handles);
}
