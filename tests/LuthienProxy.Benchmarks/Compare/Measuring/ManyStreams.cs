using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What streams cost in memory that are all open at once: each takes 20 s, and the last begins after 8 s.</summary>
sealed class ManyStreams(ReferenceAnswers references)
{
    /// <summary>Two descriptors each in the server, of the 20,000 that a process may have here.</summary>
    const int Streams = 8000;

    const int WarmStreams = 64;

    static readonly TimeSpan Ramp = TimeSpan.FromSeconds(8);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Streams that others stay far behind with are left to those who bear them.</summary>
    public Workload Workload => new($"peak working set per stream, {Streams:N0} streams at once, KiB", MeasureAsync, new Bound("bare", 1.3)) { IsFresh = true, Only = ["nginx", "bare", "gateway"] };

    async Task<double> MeasureAsync(ServerProcess server)
    {
        await RunAsync(server, "sim/text?deltas=40", WarmStreams, TimeSpan.Zero);
        var before = ProcessFigures.Mebibytes(server.Id);
        await RunAsync(server, "sim/text?deltas=40&every=500ms", Streams, Ramp);
        var peak = ProcessFigures.PeakMebibytes(server.Id);
        await Console.Error.WriteLineAsync($"working set: {before:0} MiB before, {peak:0} MiB at most");
        return (peak - before) * 1024 / Streams;
    }

    async Task RunAsync(ServerProcess server, string model, int streams, TimeSpan ramp)
    {
        var request = new LoadRequest(LoadRequest.Chat, model);
        var loader = new Loader(server.Address, server.Dress(request), await references.GetAsync(request));
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await loader.OnceAsync(streams, ramp, limit.Token);
        var completed = loader.Tally.Sound(loader.Tally.Completed);
        if (completed != streams)
            throw new InvalidOperationException($"Only {completed} of {streams} streams came to their end within {Limit}.");
    }
}
