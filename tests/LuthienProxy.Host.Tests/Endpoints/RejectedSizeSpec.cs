using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>What is refused for its size costs no memory by its size. Measured on the whole process, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "000-14")]
public sealed class RejectedSizeSpec : GatewaySpec
{
    const int Mebi = 1 << 20;
    const string Limits = "luthien.limits.request-body = 1MiB";

    [Fact]
    public async Task A_claim_of_terabytes_must_cost_nothing()
    {
        var gateway = await StartAsync(Limits);
        (await AllocatedAsync(gateway, $"content-length: {1L << 42}")).ShouldBeLessThan(1 * Mebi);
    }

    [Fact]
    public async Task A_claim_within_the_limit_must_reserve_no_more_than_a_mebibyte()
    {
        var gateway = await StartAsync("luthien.limits.request-body = 512MiB");
        var before = GC.GetTotalAllocatedBytes(precise: true);
        using var socket = await RawHttp.ConnectAsync(gateway.Address);
        await socket.SendAsync(Head($"content-length: {256L * Mebi}"));
        await socket.SendAsync("{"u8.ToArray());
        await gateway.Client.GetAsync("/health");
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(4 * Mebi);
    }

    [Fact]
    public async Task A_body_in_chunks_must_be_held_up_to_the_limit_only()
    {
        var gateway = await StartAsync(Limits);
        var chunk = new byte[64 * 1024];
        byte[] framed = [.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8];
        (await AllocatedAsync(gateway, "transfer-encoding: chunked", socket => SendAsync(socket, framed, 512))).ShouldBeLessThan(8 * Mebi);
    }

    [Fact]
    public async Task A_body_that_expands_must_be_held_up_to_the_limit_only()
    {
        var gateway = await StartAsync(Limits);
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(new byte[256 * Mebi]);
        (await AllocatedAsync(gateway, $"content-encoding: gzip\r\ncontent-length: {zipped.Length}", socket => SendAsync(socket, zipped.ToArray(), 1))).ShouldBeLessThan(8 * Mebi);
    }

    /// <summary>What the process allocates while one request is refused with 413.</summary>
    static async Task<long> AllocatedAsync(TestGateway gateway, string header, Func<Socket, Task>? send = null)
    {
        await gateway.Client.GetAsync("/health");
        using var socket = await RawHttp.ConnectAsync(gateway.Address);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await socket.SendAsync(Head(header));
        // The refusal may come, and the connection close, while the body is still on its way.
        var sending = send?.Invoke(socket) ?? Task.CompletedTask;
        (await RawHttp.ReadHeadAndBodyAsync(socket)).ShouldStartWith("HTTP/1.1 413");
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        socket.Close();
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return allocated;
    }

    static byte[] Head(string header) => Encoding.ASCII.GetBytes($"POST /v1/messages HTTP/1.1\r\nhost: x\r\nx-api-key: own\r\n{header}\r\n\r\n");

    static async Task SendAsync(Socket socket, byte[] bytes, int times)
    {
        for (var i = 0; i < times; i++)
            await socket.SendAsync(bytes);
    }
}
