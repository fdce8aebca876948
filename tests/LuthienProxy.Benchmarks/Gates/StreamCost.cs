using System.Diagnostics;
using Luthien.Streams;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>What a stream of six fused stages costs.</summary>
static class StreamCost
{
    const int Chunks = 1_000_000;
    const int Runs = 5_000;

    static readonly Materializer Materializer = new();
    static readonly byte[] Chunk = new byte[64];

    /// <summary>Nanoseconds per chunk.</summary>
    public static async Task<double> ChunkAsync()
    {
        var graph = Six(Chunks);
        var clock = Stopwatch.StartNew();
        await graph.Run(Materializer).Completion;
        return clock.Elapsed.TotalNanoseconds / Chunks;
    }

    /// <summary>Bytes allocated by a run of ten chunks, from the recipe to the outcome.</summary>
    public static async Task<double> SetUpAsync()
    {
        var graph = Six(10);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < Runs; i++)
            await graph.Run(Materializer).Completion;
        // Whole bytes: what the runtime allocates meanwhile is a fraction of one per run.
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Runs;
    }

    static RunnableGraph<NotUsed> Six(int chunks) => Source
        .Create<byte[]>(async (writer, _) =>
        {
            for (var i = 0; i < chunks; i++)
                await writer.PushAsync(Chunk);
        })
        .Select(static x => x).Select(static x => x).Select(static x => x).Select(static x => x).Select(static x => x).Select(static x => x)
        .To(Sink.Ignore<byte[]>());
}
