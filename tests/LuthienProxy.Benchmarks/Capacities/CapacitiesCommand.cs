using System.Globalization;

namespace LuthienProxy.Benchmarks.Capacities;

/// <summary><c>./build.sh bench capacities</c>: what a bounded queue gives and takes at each capacity; the figures behind the defaults.</summary>
static class CapacitiesCommand
{
    static readonly int[] Capacities = [1, 10, 100, 1_000, 10_000];

    static readonly (string Name, Func<int, Task<CapacityFigures>> RunAsync)[] Queues =
        [("mailbox", MailboxTrial.RunAsync), ("stream buffer", StreamTrial.RunAsync), ("journal queue (SQLite, 512 calls)", JournalTrial.RunAsync)];

    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| queue | capacity | elements/s | wait p50 | wait p99 | held when full |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var (name, run) in Queues)
            foreach (var capacity in Capacities)
                Console.WriteLine(Row(name, capacity, await BestAsync(run, capacity)));
        return 0;
    }

    // The first run warms up; of the others the one that was disturbed least.
    static async Task<CapacityFigures> BestAsync(Func<int, Task<CapacityFigures>> run, int capacity)
    {
        await run(capacity);
        CapacityFigures[] runs = [await run(capacity), await run(capacity)];
        return runs.MaxBy(figures => figures.PerSecond);
    }

    static string Row(string name, int capacity, CapacityFigures figures) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {capacity:N0} | {figures.PerSecond:N0} | {figures.Median:N1} µs | {figures.Late:N1} µs | {(figures.Held > 0 ? $"{figures.Held:N0} B" : "–")} |");
}
