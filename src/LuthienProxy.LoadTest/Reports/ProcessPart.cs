using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Reports;

/// <summary>A process over the run.</summary>
/// <param name="CpuSeconds">User and system time that it used.</param>
/// <param name="CpuPerDeltaUs">The same for each delta that came, in microseconds; 0 without deltas.</param>
/// <param name="MebibytesBefore">In memory at the beginning.</param>
/// <param name="MebibytesPeak">The most that was seen.</param>
/// <param name="MebibytesAfter">At the end.</param>
/// <param name="ThreadsAfter">Threads at the end.</param>
/// <param name="HandlesBefore">Open descriptors at the beginning.</param>
/// <param name="HandlesAfter">At the end.</param>
sealed record ProcessPart(double CpuSeconds, double CpuPerDeltaUs, double MebibytesBefore, double MebibytesPeak, double MebibytesAfter, int ThreadsAfter, int HandlesBefore, int HandlesAfter)
{
    const double Mebi = 1 << 20;

    public static ProcessPart? Of((ProcessSample First, ProcessSample Last)? process, long peak, long deltas)
    {
        if (process is not var (first, last))
            return null;
        var cpu = last.Cpu - first.Cpu;
        return new(
            cpu.TotalSeconds, deltas == 0 ? 0 : cpu.TotalMicroseconds / deltas, first.WorkingSet / Mebi, Math.Max(peak, last.WorkingSet) / Mebi, last.WorkingSet / Mebi, last.Threads, first.Handles, last.Handles);
    }
}
