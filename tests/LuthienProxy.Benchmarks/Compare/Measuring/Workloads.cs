using System.Diagnostics;
using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What is measured, in front of one upstream.</summary>
sealed class Workloads(IPEndPoint upstream)
{
    /// <summary>The gateway under three policies that look at all text.</summary>
    public const string Three = "three";

    const int PacedConnections = 1000;
    const int FastConnections = 64;
    const int StreamDeltas = 500;
    const int BigBuffer = 64 * 1024;
    const int AlonePaceMs = 3;
    const int LeastWarmRounds = 2;
    const int MostWarmRounds = 20;
    const double CompiledShare = 0.02;

    static readonly TimeSpan Warm = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    static readonly LoadRequest Whole = new(LoadRequest.Chat, "sim/text?deltas=20", IsStream: false);

    readonly ReferenceAnswers _references = new(upstream);

    /// <summary>Everything there is to measure, in the order of the table.</summary>
    public static IReadOnlyList<string> Topics { get; } = ["requests", "cpu", "responses", "messages", "latency", "policies", "start", "memory"];

    /// <summary>What belongs to one of <see cref="Topics"/>.</summary>
    public IEnumerable<Workload> Of(string topic) => topic switch
    {
        "requests" => [new("non-streaming requests/s, 64 connections", RequestsAsync, new Bound("nginx", 0.35, IsLeast: true), new Bound("portkey", 12, IsLeast: true))],
        "cpu" => Deltas("chat", LoadRequest.Chat),
        "responses" => Deltas("responses", LoadRequest.Responses),
        "messages" => Deltas("messages", LoadRequest.Messages),
        "latency" => new AddedLatency(upstream, _references).Workloads,
        "policies" =>
        [
            new("deltas/s, chat, full speed on 64 connections", ThroughputAsync, new Bound("gateway", 0.7, IsLeast: true)) { Only = ["gateway", Three], Judged = Three },
        ],
        "start" => new Starts(server => LoadedAsync(server, LoadRequest.Chat)).Workloads,
        "memory" => [new ManyStreams(_references).Workload],
        _ => throw new ArgumentException($"'{topic}' is none of {string.Join(", ", Topics)}."),
    };

    /// <summary>
    /// Compiled code is what is measured: a server that is not fresh gets work of the kind until its compiler has next to nothing left. A gateway runs for days; the
    /// compiler is busy for its first 20 s at full speed, and much longer on a machine that is busy.
    /// </summary>
    public async Task WarmAsync(ServerProcess server, params IReadOnlyList<string> topics)
    {
        foreach (var path in topics.Select(topic => topic == "responses" ? LoadRequest.Responses : topic == "messages" ? LoadRequest.Messages : LoadRequest.Chat).Distinct())
            await UntilCompiledAsync(server, () => LoadedAsync(server, path));
        if (topics.Contains("requests"))
            await UntilCompiledAsync(server, () => RequestsAsync(server));
    }

    /// <summary>Many answers at full speed, which must be as expected.</summary>
    public static Task<DeltaFigures> FastAsync(ServerProcess server, string path, ExpectedAnswer expected) =>
        DeltasAsync(server, FastRequest(path), expected, FastConnections, BigBuffer);

    /// <summary>An answer that comes at once.</summary>
    public static LoadRequest FastRequest(string path) => new(path, $"sim/text?deltas={StreamDeltas}");

    Workload[] Deltas(string format, string path) =>
    [
        new($"CPU per delta, {format}, every 20 ms on 1,000 connections, µs", server => PacedAsync(server, path), new Bound("nginx", 3), new Bound("portkey", 1 / 2.0)),
        new($"CPU per delta, {format}, full speed on 64 connections, µs", server => LoadedAsync(server, path), new Bound("nginx", 4), new Bound("portkey", 1 / 3.0)),
    ];

    static async Task UntilCompiledAsync(ServerProcess server, Func<Task> workAsync)
    {
        for (var (round, isCompiled) = (0, false); round < LeastWarmRounds || (!isCompiled && round < MostWarmRounds); round++)
        {
            var (compiler, cpu) = (server.CompilerCpu, server.Cpu);
            await workAsync();
            // Less than before: the thread had ended, and this is another one's.
            var compiled = server.CompilerCpu is var now && now < compiler ? now : now - compiler;
            isCompiled = compiled < CompiledShare * (server.Cpu - cpu);
        }
    }

    async Task<double> LoadedAsync(ServerProcess server, string path) => (await FastAsync(server, path, await AnswerAsync(server, path))).Cpu;

    async Task<double> ThroughputAsync(ServerProcess server) =>
        (await FastAsync(server, LoadRequest.Chat, await AnswerAsync(server, LoadRequest.Chat))).PerSecond;

    // The answer at the pace of a model.
    async Task<double> PacedAsync(ServerProcess server, string path)
    {
        var request = new LoadRequest(path, $"sim/text?deltas={StreamDeltas}&every=20ms");
        return (await DeltasAsync(server, request, await _references.GetAsync(request), PacedConnections, bufferSize: 4096)).Cpu;
    }

    // Who changes answers says itself what they are, and must have changed them.
    async Task<ExpectedAnswer> AnswerAsync(ServerProcess server, string path)
    {
        if (server.PutIn.Length == 0)
            return await _references.GetAsync(FastRequest(path));
        var answer = await new ReferenceAnswers(server.Address, AlonePaceMs).GetAsync(FastRequest(path));
        return answer.Says(server.PutIn) ? answer : throw new InvalidOperationException("The answer was not rewritten.");
    }

    static Task<DeltaFigures> DeltasAsync(ServerProcess server, LoadRequest request, ExpectedAnswer expected, int connections, int bufferSize) =>
        WhileLoadedAsync(server, request, expected, connections, bufferSize, async tally =>
        {
            var (clock, cpu, bytes) = (Stopwatch.StartNew(), server.Cpu, tally.BodyBytes);
            await Task.Delay(Window, TimeProvider.System);
            var deltas = (tally.BodyBytes - bytes) / (double)expected.Length * StreamDeltas;
            return new DeltaFigures((server.Cpu - cpu).TotalMicroseconds / deltas, deltas / clock.Elapsed.TotalSeconds);
        });

    async Task<double> RequestsAsync(ServerProcess server) =>
        await WhileLoadedAsync(server, Whole, await _references.GetAsync(Whole), FastConnections, bufferSize: 4096, async tally =>
        {
            var (clock, before) = (Stopwatch.StartNew(), tally.Completed);
            await Task.Delay(Window, TimeProvider.System);
            return (tally.Completed - before) / clock.Elapsed.TotalSeconds;
        });

    static async Task<T> WhileLoadedAsync<T>(
        ServerProcess server, LoadRequest request, ExpectedAnswer expected, int connections, int bufferSize, Func<LoadTally, Task<T>> measure)
    {
        using var stop = new CancellationTokenSource();
        var loader = new Loader(server.Address, server.Dress(request), expected, bufferSize);
        var load = loader.ForeverAsync(connections, stop.Token);
        await Task.Delay(Warm, TimeProvider.System);
        var figure = await measure(loader.Tally);
        await stop.CancelAsync();
        await load;
        return loader.Tally.Sound(figure);
    }
}
