using LuthienProxy.Benchmarks.Compare.Measuring;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>Measures every gate a few times and prints the medians as one Markdown table.</summary>
static class GatesCommand
{
    const int Rounds = 5;

    static readonly Gate[] All =
    [
        new("ping-pong, 8 pairs × window 50", "M messages/s", 5, IsLeast: true, Throughput.PingPongAsync),
        new("spawn, one message, stop", "k actors/s", 300, IsLeast: true, Throughput.SpawnAsync),
        new("Ask, 16 in flight", "k/s", 500, IsLeast: true, Throughput.AskAsync),
        new("retained per idle child, one message handled", "B", 400, IsLeast: false, Footprint.ChildAsync),
        new("allocated per Tell of a preallocated message, handled", "B", 0, IsLeast: false, Footprint.TellAsync),
        new("CPU of 10,000 actors that wait on timers of 30 s", "%", 1, IsLeast: false, Waiting.TimersAsync),
        new("p99 of a turn's wait beside a flooded actor on each core", "ms", 5, IsLeast: false, Waiting.FloodAsync),
        new("stop of 10,000 actors", "ms", 250, IsLeast: false, Waiting.KillAsync),
        new("six fused stages, per chunk", "ns", 200, IsLeast: false, StreamCost.ChunkAsync),
        new("six fused stages, set-up allocates", "B", 1024, IsLeast: false, StreamCost.SetUpAsync),
    ];

    /// <summary>0 when every gate is kept.</summary>
    public static async Task<int> RunAsync()
    {
        Console.WriteLine("| Gate | least / median / most | limit | |\n|---|---|---|---|");
        var kept = true;
        foreach (var gate in All)
        {
            // The first round compiles.
            await gate.MeasureAsync();
            var figures = new List<double>();
            for (var round = 0; round < Rounds; round++)
                figures.Add(await gate.MeasureAsync());
            var isKept = gate.IsKeptBy(Median.Of(figures));
            kept &= isKept;
            Console.WriteLine(
                $"| {gate.Name} | {figures.Min():0.###} / **{Median.Of(figures):0.###}** / {figures.Max():0.###} {gate.Unit} | {(gate.IsLeast ? "≥" : "≤")} {gate.Limit:0} | {(isKept ? "kept" : "**falls short**")} |");
        }
        return kept ? 0 : 1;
    }
}
