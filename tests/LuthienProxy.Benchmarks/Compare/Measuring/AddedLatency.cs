using System.Diagnostics;
using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What a server adds to the time of a call: one call at a time, by turns straight to the upstream and through the server, on connections that are open.</summary>
sealed class AddedLatency(IPEndPoint upstream, ReferenceAnswers references)
{
    const int Calls = 500;

    static readonly LoadRequest Stream = new(LoadRequest.Chat, "sim/text?deltas=20");

    public IEnumerable<Workload> Workloads =>
    [
        new("added time of a non-streaming call p50, ms", server => AddedAsync(server, Stream with { IsStream = false }, _ => Stopwatch.GetTimestamp()), new Bound(null, 0.5)),
        new("added time to first token p50, ms", server => AddedAsync(server, Stream, connection => connection.FirstTokenAt), new Bound(null, 1)),
    ];

    async Task<double> AddedAsync(ServerProcess server, LoadRequest request, Func<LoadConnection, long> end)
    {
        var (expected, tally) = (await references.GetAsync(request), new LoadTally());
        using var direct = new LoadConnection(request.Encode(), expected, tally);
        using var through = new LoadConnection(server.Dress(request).Encode(), expected, tally);
        await direct.ConnectAsync(upstream, CancellationToken.None);
        await through.ConnectAsync(server.Address, CancellationToken.None);
        var (alone, proxied) = (new List<double>(), new List<double>());
        for (var i = 0; i < Calls; i++)
        {
            alone.Add(await TimeAsync(direct, end));
            proxied.Add(await TimeAsync(through, end));
        }
        return tally.Sound(Median.Of(proxied) - Median.Of(alone));
    }

    static async Task<double> TimeAsync(LoadConnection connection, Func<LoadConnection, long> end)
    {
        var sent = Stopwatch.GetTimestamp();
        await connection.CallAsync(CancellationToken.None);
        return Stopwatch.GetElapsedTime(sent, end(connection)).TotalMilliseconds;
    }
}
