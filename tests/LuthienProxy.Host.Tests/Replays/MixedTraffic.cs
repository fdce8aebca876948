using System.Collections.Concurrent;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>Calls of all kinds, in all formats, streamed and not, and what their clients got.</summary>
sealed class MixedTraffic(TestGateway gateway)
{
    const int AtOnce = 12;

    readonly ConcurrentDictionary<string, Got> _got = [];

    /// <summary>What clients got, by the calls' ids. The ids of clients that left before the head came are on no list.</summary>
    public IReadOnlyDictionary<string, Got> Calls => _got;

    /// <summary>Makes so many calls, and waits until they are on record.</summary>
    public async Task MakeAsync(int calls)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, calls), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (at, cancellation) => await CallAsync(at, cancellation));
        await gateway.AllRecordedAsync();
    }

    async Task CallAsync(int at, CancellationToken cancellation)
    {
        var (api, stream, kind) = ((SimulatorApi)(at % 3), at / 3 % 2 == 0, MixedCase.All[at / 6 % MixedCase.All.Length]);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (kind.Leaves && !stream)
            leaving.CancelAfter(TimeSpan.FromMilliseconds(100));
        try
        {
            using var request = Asking.Request(api, kind.Body(api, stream));
            using var response = await gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, leaving.Token);
            var body = kind.Leaves ? await SomeAsync(response, leaving.Token) : await AllAsync(response, leaving.Token);
            _got[response.Headers.GetValues("X-Luthien-Transaction-Id").Single()] = new(kind, api, (int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // It has left.
        }
    }

    static async Task<byte[]> AllAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await (await response.Content.ReadAsStreamAsync(cancellation)).CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    static async Task<byte[]> SomeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var buffer = new byte[600];
        await (await response.Content.ReadAsStreamAsync(cancellation)).ReadExactlyAsync(buffer, cancellation);
        return buffer;
    }

    /// <summary>What a client got.</summary>
    public sealed record Got(MixedCase Kind, SimulatorApi Api, int Status, byte[] Body);
}
