using System.Net;
using System.Net.Sockets;

namespace LuthienProxy.Benchmarks.Compare.Load;

/// <summary>Drives one server with many connections.</summary>
sealed class Loader(IPEndPoint server, LoadRequest request, ExpectedAnswer expected, int bufferSize = 4096)
{
    readonly byte[] _request = request.Encode();

    public LoadTally Tally { get; } = new();

    /// <summary>One answer on each of so many connections, begun evenly over the ramp.</summary>
    public async Task OnceAsync(int connections, TimeSpan ramp, CancellationToken cancellation)
    {
        var calls = new List<Task>(connections);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        var steps = Math.Max(1, (int)(ramp / beat.Period));
        for (var step = 0; step < steps; step++)
        {
            for (var due = (step + 1) * connections / steps; calls.Count < due;)
                calls.Add(RunAsync(again: false, cancellation));
            await beat.WaitForNextTickAsync(cancellation);
        }
        await Task.WhenAll(calls);
    }

    /// <summary>One answer after the other on each of so many connections, until cancelled.</summary>
    public Task ForeverAsync(int connections, CancellationToken cancellation) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => RunAsync(again: true, cancellation), CancellationToken.None)));

    async Task RunAsync(bool again, CancellationToken cancellation)
    {
        using var connection = new LoadConnection(_request, expected, Tally, bufferSize);
        try
        {
            await connection.ConnectAsync(server, cancellation);
            while (await connection.CallAsync(cancellation) && again)
                cancellation.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The measurement is over.
        }
        catch (SocketException cause)
        {
            Tally.Fail(cause.Message);
        }
    }
}
