using System.Diagnostics;
using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What is measured, in front of one upstream.</summary>
sealed class Workloads(IPEndPoint upstream)
{
    const int Streams = 5000;
    const int PacedConnections = 1000;
    const int FastConnections = 64;
    const int StreamDeltas = 500;
    const int BigBuffer = 64 * 1024;
    const int FirstTokenCalls = 300;
    const int WarmRounds = 2;

    static readonly TimeSpan Warm = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan Window = TimeSpan.FromSeconds(4);
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    readonly ReferenceAnswers _references = new(upstream);

    /// <summary>All of them; the topics are <c>cpu</c>, <c>formats</c>, <c>requests</c>, <c>latency</c> and <c>memory</c>.</summary>
    public IEnumerable<Workload> Of(string topic) => topic switch
    {
        "cpu" => [Paced("chat", LoadRequest.Chat, 2.5), Fast("chat", LoadRequest.Chat, 3.5)],
        "formats" =>
        [
            Paced("responses", LoadRequest.Responses, null), Fast("responses", LoadRequest.Responses, null),
            Paced("messages", LoadRequest.Messages, null), Fast("messages", LoadRequest.Messages, null),
        ],
        "requests" => [new("non-streaming requests/s, 64 connections", new Bound("nginx", 0.4, IsLeast: true), IsFresh: false, RequestsAsync)],
        "latency" => [new("added time to first token p50, ms", new Bound(null, 1), IsFresh: false, FirstTokenAsync)],
        "memory" => [new("peak working set of 5,000 streams × 100 deltas over 10 s, MiB", new Bound("bare", 1.4), IsFresh: true, MemoryAsync)],
        _ => throw new ArgumentException($"'{topic}' is none of cpu, formats, requests, latency, memory."),
    };

    /// <summary>Compiled code is what is measured: a server that is not fresh gets some work of each kind first.</summary>
    public async Task WarmAsync(ServerProcess server, bool allFormats)
    {
        foreach (var path in allFormats ? [LoadRequest.Responses, LoadRequest.Messages, LoadRequest.Chat] : new[] { LoadRequest.Chat })
            for (var round = 0; round < WarmRounds; round++)
                await CpuPerDeltaAsync(server, FastRequest(path), FastConnections, BigBuffer);
        await RequestsAsync(server);
    }

    /// <summary>Many answers at full speed, which must be as expected.</summary>
    public static Task<DeltaFigures> FastAsync(ServerProcess server, string path, ExpectedAnswer expected) =>
        DeltasAsync(server, FastRequest(path), expected, FastConnections, BigBuffer);

    Workload Paced(string format, string path, double? limit) => new(
        $"CPU per delta, {format}, every 20 ms on 1,000 connections, µs", Ratio(limit), IsFresh: false,
        server => CpuPerDeltaAsync(server, PacedRequest(path), PacedConnections, bufferSize: 4096));

    Workload Fast(string format, string path, double? limit) => new(
        $"CPU per delta, {format}, full speed on 64 connections, µs", Ratio(limit), IsFresh: false,
        server => CpuPerDeltaAsync(server, FastRequest(path), FastConnections, BigBuffer));

    /// <summary>An answer that comes at once.</summary>
    public static LoadRequest FastRequest(string path) => new(path, $"sim/text?deltas={StreamDeltas}");

    /// <summary>The same answer at the pace of a model.</summary>
    public static LoadRequest PacedRequest(string path) => new(path, $"sim/text?deltas={StreamDeltas}&every=20ms");

    static Bound? Ratio(double? limit) => limit is { } value ? new Bound("nginx", value) : null;

    async Task<double> CpuPerDeltaAsync(ServerProcess server, LoadRequest request, int connections, int bufferSize) =>
        (await DeltasAsync(server, request, await _references.GetAsync(request), connections, bufferSize)).Cpu;

    static Task<DeltaFigures> DeltasAsync(ServerProcess server, LoadRequest request, ExpectedAnswer expected, int connections, int bufferSize) =>
        WhileLoadedAsync(server, request, expected, connections, bufferSize, async tally =>
        {
            var (clock, cpu, bytes) = (Stopwatch.StartNew(), server.Cpu, tally.BodyBytes);
            await Task.Delay(Window, TimeProvider.System);
            var deltas = (tally.BodyBytes - bytes) / (double)expected.Length * StreamDeltas;
            return new DeltaFigures((server.Cpu - cpu).TotalMicroseconds / deltas, deltas / clock.Elapsed.TotalSeconds);
        });

    async Task<double> RequestsAsync(ServerProcess server)
    {
        var request = new LoadRequest(LoadRequest.Chat, "sim/text?deltas=20", IsStream: false);
        return await WhileLoadedAsync(server, request, await _references.GetAsync(request), FastConnections, bufferSize: 4096, async tally =>
        {
            var (clock, before) = (Stopwatch.StartNew(), tally.Completed);
            await Task.Delay(Window, TimeProvider.System);
            return (tally.Completed - before) / clock.Elapsed.TotalSeconds;
        });
    }

    static async Task<T> WhileLoadedAsync<T>(
        ServerProcess server, LoadRequest request, ExpectedAnswer expected, int connections, int bufferSize, Func<LoadTally, Task<T>> measure)
    {
        using var stop = new CancellationTokenSource();
        var loader = new Loader(server.Address, request, expected, bufferSize);
        var load = loader.ForeverAsync(connections, stop.Token);
        await Task.Delay(Warm, TimeProvider.System);
        var figure = await measure(loader.Tally);
        await stop.CancelAsync();
        await load;
        return Sound(loader.Tally, figure);
    }

    async Task<double> FirstTokenAsync(ServerProcess server)
    {
        var request = new LoadRequest(LoadRequest.Chat, "sim/text?deltas=20");
        var (expected, tally) = (await _references.GetAsync(request), new LoadTally());
        using var direct = new LoadConnection(request.Encode(), expected, tally);
        using var through = new LoadConnection(request.Encode(), expected, tally);
        await direct.ConnectAsync(upstream, CancellationToken.None);
        await through.ConnectAsync(server.Address, CancellationToken.None);
        var (alone, proxied) = (new List<double>(), new List<double>());
        for (var i = 0; i < FirstTokenCalls; i++)
        {
            alone.Add(await FirstTokenAsync(direct));
            proxied.Add(await FirstTokenAsync(through));
        }
        return Sound(tally, Median.Of(proxied) - Median.Of(alone));
    }

    static async Task<double> FirstTokenAsync(LoadConnection connection)
    {
        var sent = Stopwatch.GetTimestamp();
        await connection.CallAsync(CancellationToken.None);
        return Stopwatch.GetElapsedTime(sent, connection.FirstTokenAt).TotalMilliseconds;
    }

    async Task<double> MemoryAsync(ServerProcess server)
    {
        var request = new LoadRequest(LoadRequest.Chat, "sim/text?deltas=100&every=100ms");
        var loader = new Loader(server.Address, request, await _references.GetAsync(request));
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        await loader.OnceAsync(Streams, ramp: TimeSpan.FromSeconds(1), limit.Token);
        if (loader.Tally.Completed != Streams && loader.Tally.Corrupt == 0)
            throw new InvalidOperationException($"Only {loader.Tally.Completed} of {Streams} streams came to their end within {Limit}.");
        return Sound(loader.Tally, ProcessFigures.PeakMebibytes(server.Id));
    }

    // A figure counts only if every answer was right.
    static T Sound<T>(LoadTally tally, T figure) => tally.Corrupt == 0
        ? figure
        : throw new InvalidOperationException($"{tally.Corrupt} answers were not as expected. The first: {tally.FirstFailure}");
}
