using System.Diagnostics;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>A process and its children, as Linux lists them. The children of a PostgreSQL server lead process groups of their own, so no group holds them all.</summary>
static class ProcessFamily
{
    /// <summary>Signals the process, then its children: a parent that is stopped or dead starts no new ones.</summary>
    public static IReadOnlyList<int> Signal(int process, int signal)
    {
        Signals.Send(process, signal);
        var children = ChildrenOf(process);
        foreach (var child in children)
            Signals.TrySend(child, signal);
        return children;
    }

    /// <summary>Waits until none of them runs.</summary>
    public static async Task EndedAsync(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            using var process = Find(id);
            if (process is not null)
                await process.WaitForExitAsync();
        }
    }

    /// <summary>The direct children of a process.</summary>
    public static IReadOnlyList<int> ChildrenOf(int process) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!)).Where(id => ParentOf(id) == process)];

    static int? ParentOf(int process)
    {
        try
        {
            // pid (name) state parent …; the name may hold spaces and brackets.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    static Process? Find(int id)
    {
        try
        {
            return Process.GetProcessById(id);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
