using System.Diagnostics;
using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;
using LuthienProxy.Simulator;

namespace LuthienProxy.Benchmarks.Compare.Policies;

/// <summary>
/// How long a delta takes from the provider's hand to the client's: the provider runs in this process, so that both read one clock. One answer at a time; its deltas
/// are so far apart that what arrives was set off by the last one sent.
/// </summary>
sealed class DeltaLatency : ISimulatorObserver, IAsyncDisposable
{
    const int Deltas = 400;
    const int WarmCalls = 100;

    SimulatorServer? _provider;
    long _sent;

    /// <summary>Where the provider listens.</summary>
    public IPEndPoint Address => new(IPAddress.Loopback, _provider!.Address.Port);

    public static async Task<DeltaLatency> StartAsync()
    {
        var latency = new DeltaLatency();
        latency._provider = await SimulatorServer.StartAsync(new SimulatedProvider(ModelScripts.Answer, new SimulatorOptions { BufferWrites = true }, latency));
        return latency;
    }

    /// <summary>Answers at full speed, so that compiled code is what is measured.</summary>
    public static async Task WarmAsync(ServerProcess server, string path, ReferenceAnswers answers)
    {
        var request = new LoadRequest(path, $"sim/text?deltas={Deltas}");
        await CallsAsync(server, request, await answers.GetAsync(request), WarmCalls, received: null);
    }

    /// <summary>One answer whose deltas come every 3 ms: the latencies of its deltas in microseconds, sorted.</summary>
    public async Task<double[]> MeasureAsync(ServerProcess server, string path, ReferenceAnswers answers)
    {
        var request = new LoadRequest(path, $"sim/text?deltas={Deltas}&every=03ms");
        var expected = await answers.GetAsync(request);
        var latencies = new List<double>(Deltas * 2);
        await CallsAsync(server, request, expected, 1, () => latencies.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref _sent)).TotalMicroseconds));
        return [.. latencies.Order()];
    }

    public ValueTask DisposeAsync() => _provider?.DisposeAsync() ?? default;

    void ISimulatorObserver.Arrived(SimulatorRequest request)
    {
    }

    void ISimulatorObserver.HeadersSent(SimulatorRequest request)
    {
    }

    void ISimulatorObserver.EventSent(SimulatorRequest request, int count) => Volatile.Write(ref _sent, Stopwatch.GetTimestamp());

    void ISimulatorObserver.Ended(SimulatorRequest request, CallEnding ending)
    {
    }

    static async Task CallsAsync(ServerProcess server, LoadRequest request, ExpectedAnswer expected, int calls, Action? received)
    {
        var tally = new LoadTally();
        using var connection = new LoadConnection(request.Encode(), expected, tally) { Received = received };
        await connection.ConnectAsync(server.Address, CancellationToken.None);
        for (var call = 0; call < calls; call++)
            if (!await connection.CallAsync(CancellationToken.None))
                throw new InvalidOperationException(tally.FirstFailure);
    }
}
