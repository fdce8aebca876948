using System.Globalization;

namespace LuthienProxy.LoadTest.Measuring;

/// <summary>Reads what Linux says of processes (proc(5)). On other systems, and of processes that are gone, it knows nothing.</summary>
static class ProcessProbe
{
    /// <summary>Clock ticks per second in /proc: 100 on every Linux that .NET runs on.</summary>
    const double TicksPerSecond = 100;

    const int Kibi = 1024;

    /// <summary>A process and its children, which do the work of some servers; null when it cannot be read.</summary>
    public static ProcessSample? Read(int process) => Read(process, Children);

    /// <summary>This process without those that it started: they are what it measures.</summary>
    public static ProcessSample? ReadOwn() => Read(Environment.ProcessId, static _ => []);

    static ProcessSample? Read(int process, Func<int, IEnumerable<int>> children)
    {
        try
        {
            return children(process).Aggregate(One(process), (sum, child) => sum + One(child));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How many descriptors this process may open; null when that cannot be read.</summary>
    public static long? DescriptorLimit()
    {
        const string limit = "Max open files";
        if (!File.Exists("/proc/self/limits"))
            return null;
        // Soft, then hard; the runtime raises its own soft limit to the hard one when it starts.
        var line = File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(limit, StringComparison.Ordinal));
        return line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, _, var hard, ..] && long.TryParse(hard, CultureInfo.InvariantCulture, out var most) ? most : null;
    }

    static IEnumerable<int> Children(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture));

    static ProcessSample One(int process)
    {
        // The second field is the name in parentheses and may hold spaces; the times are the twelfth and thirteenth behind it.
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture);
        var status = File.ReadAllLines($"/proc/{process}/status");
        return new(
            TimeSpan.FromSeconds(ticks / TicksPerSecond),
            Field(status, "VmRSS:") * Kibi,
            Field(status, "VmHWM:") * Kibi,
            (int)Field(status, "Threads:"),
            Directory.GetFileSystemEntries($"/proc/{process}/fd").Length);
    }

    static long Field(string[] status, string name) =>
        status.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) is [var number, ..]
            ? long.Parse(number, CultureInfo.InvariantCulture)
            : 0;
}
