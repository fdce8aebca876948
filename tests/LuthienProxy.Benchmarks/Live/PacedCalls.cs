using System.Diagnostics;
using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>
/// Calls that begin at a steady rate, whether those before have ended or not, as the calls of many clients do. A call's latency counts from when it was due, so one that had to wait
/// for its turn is not hidden.
/// </summary>
sealed class PacedCalls(IPEndPoint server, LoadRequest request, ExpectedAnswer expected) : IDisposable
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(1);

    readonly Lock _gate = new();
    readonly Stack<LoadConnection> _idle = new();
    readonly List<double> _latencies = [];
    readonly byte[] _request = request.Encode();

    public LoadTally Tally { get; } = new();

    /// <summary>So many calls a second, for so long: how long each took, in milliseconds, sorted. Their answers were right, or this throws.</summary>
    public async Task<double[]> RunAsync(int perSecond, TimeSpan time)
    {
        _latencies.Clear();
        var (clock, calls) = (Stopwatch.StartNew(), new List<Task>());
        using var beat = new PeriodicTimer(Beat);
        for (var due = TimeSpan.Zero; due < time; due = TimeSpan.FromSeconds(calls.Count / (double)perSecond))
        {
            while (clock.Elapsed < due)
                await beat.WaitForNextTickAsync();
            calls.Add(CallAsync(clock, due));
        }
        await Task.WhenAll(calls);
        return Tally.Corrupt == 0 ? [.. _latencies.Order()] : throw new InvalidOperationException($"{Tally.Corrupt} answers were not as expected. The first: {Tally.FirstFailure}");
    }

    public void Dispose()
    {
        foreach (var connection in _idle)
            connection.Dispose();
    }

    async Task CallAsync(Stopwatch clock, TimeSpan due)
    {
        var connection = await TakeAsync();
        if (await connection.CallAsync(CancellationToken.None))
            lock (_gate)
            {
                _latencies.Add((clock.Elapsed - due).TotalMilliseconds);
                _idle.Push(connection);
            }
    }

    async ValueTask<LoadConnection> TakeAsync()
    {
        lock (_gate)
            if (_idle.TryPop(out var idle))
                return idle;
        var connection = new LoadConnection(_request, expected, Tally);
        await connection.ConnectAsync(server, CancellationToken.None);
        return connection;
    }
}
