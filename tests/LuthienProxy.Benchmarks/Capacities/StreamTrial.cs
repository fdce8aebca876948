using System.Diagnostics;
using Luthien.Streams;

namespace LuthienProxy.Benchmarks.Capacities;

/// <summary>A buffer between two parts of a stream that run on threads of their own.</summary>
static class StreamTrial
{
    const int Elements = 1_000_000;

    public static async Task<CapacityFigures> RunAsync(int capacity)
    {
        var latencies = new long[Elements];
        var at = 0;
        var materializer = new Materializer();
        var watch = Stopwatch.StartNew();
        await Times(Elements).Buffer(capacity, OverflowStrategy.Backpressure).Select(handed => latencies[at++] = Stopwatch.GetTimestamp() - handed).To(Sink.Ignore<long>()).Run(materializer).Completion;
        return CapacityFigures.Of(latencies, watch.Elapsed, await HeldAsync(materializer, capacity));
    }

    static async Task<long> HeldAsync(Materializer materializer, int capacity)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var pushed = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        // One element is held beyond the buffer, by whoever takes it.
        var run = Times(capacity + 1).Select(time =>
            {
                Volatile.Write(ref pushed, pushed + 1);
                return time;
            }).Buffer(capacity, OverflowStrategy.Backpressure).SelectAsync<long, long, NotUsed>(1, async (time, _) =>
            {
                await gate.Task;
                return time;
            }).To(Sink.Ignore<long>()).Run(materializer);
        while (Volatile.Read(ref pushed) <= capacity)
            await Task.Yield();
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        gate.SetResult();
        await run.Completion;
        return held;
    }

    static Source<long, NotUsed> Times(int count) => Source.Create<long>(async (writer, _) =>
    {
        for (var i = 0; i < count; i++)
            await writer.PushAsync(Stopwatch.GetTimestamp());
    });
}
