using System.Buffers;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>Reads an upstream's body whole, up to a limit.</summary>
static class BodyReader
{
    const int FirstRead = 8 * 1024;

    /// <returns>The body in an array of its own size: the record may hold it for long.</returns>
    /// <exception cref="UpstreamException">The body broke off or is over the limit.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream upstream, long maxBytes, Exchange exchange, CancellationToken cancellation)
    {
        var (buffer, length) = (ArrayPool<byte>.Shared.Rent(FirstRead), 0);
        byte[] body = [];
        try
        {
            while (await ReadAsync(upstream, buffer.AsMemory(length), exchange, cancellation) is > 0 and var count)
            {
                length += count;
                exchange.Progress.UpstreamSpoke(count);
                if (length > maxBytes)
                    throw TooLarge(maxBytes);
                if (length == buffer.Length)
                    buffer = Doubled(buffer);
            }
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException or InvalidDataException)
        {
            throw new UpstreamException(FailureMap.OfBody(cause));
        }
        finally
        {
            exchange.Progress.UpstreamEnded();
            body = buffer.AsSpan(0, length).ToArray();
            ArrayPool<byte>.Shared.Return(buffer);
            // At once: a body is delivered whole or not at all. Also what came of a body that broke off.
            exchange.Recorder?.Original(body);
        }
        return body;
    }

    static ValueTask<int> ReadAsync(Stream upstream, Memory<byte> room, Exchange exchange, CancellationToken cancellation)
    {
        exchange.Progress.UpstreamAwaited();
        return upstream.ReadAsync(room, cancellation);
    }

    static byte[] Doubled(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * full.Length);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    static UpstreamException TooLarge(long maxBytes) => new(new UpstreamFailure(
        UpstreamPhase.Body,
        new GatewayError(ErrorKind.Upstream, $"The upstream's answer is larger than {maxBytes} bytes (limits.response-body).") { Code = "upstream_too_large" }));
}
