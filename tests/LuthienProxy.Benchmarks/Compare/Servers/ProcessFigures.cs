using System.Globalization;

namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>What the kernel says of a process and its children (proc(5)).</summary>
static class ProcessFigures
{
    /// <summary>Clock ticks per second in /proc: 100 on every Linux that .NET runs on.</summary>
    const double TicksPerSecond = 100;

    /// <summary>The thread of .NET that compiles hot code again, as the kernel has its name.</summary>
    const string CompilerThread = ".NET Tiered Com";

    /// <summary>User and system time used so far.</summary>
    public static TimeSpan Cpu(int process) => TimeSpan.FromSeconds(Family(process).Sum(one => Ticks($"/proc/{one}/stat")) / TicksPerSecond);

    /// <summary>What of it .NET's compiler of hot code used; nothing in other processes. The thread ends when it has nothing to do, and what it used goes with it.</summary>
    public static TimeSpan CompilerCpu(int process) => TimeSpan.FromSeconds(
        Directory.EnumerateDirectories($"/proc/{process}/task").Where(IsCompiler).Sum(thread => Ticks($"{thread}/stat")) / TicksPerSecond);

    /// <summary>The peak working set so far, in MiB.</summary>
    public static double PeakMebibytes(int process) => Family(process).Sum(one => Kibibytes(one, "VmHWM:")) / 1024;

    /// <summary>The working set now, in MiB.</summary>
    public static double Mebibytes(int process) => Family(process).Sum(one => Kibibytes(one, "VmRSS:")) / 1024;

    static List<int> Family(int process) =>
        [process, .. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    // A thread may end while it is looked at.
    static bool IsCompiler(string thread)
    {
        try
        {
            return File.ReadAllText($"{thread}/comm").TrimEnd('\n') == CompilerThread;
        }
        catch (IOException)
        {
            return false;
        }
    }

    static double Ticks(string path)
    {
        // The second field is the name in parentheses and may hold spaces; utime and stime are the 14th and 15th.
        var stat = File.ReadAllText(path);
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
    }

    static double Kibibytes(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line[field.Length..^"kB".Length], CultureInfo.InvariantCulture);
    }
}
