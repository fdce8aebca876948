using System.Buffers;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>Reads an upstream's body whole, up to a limit.</summary>
static class BodyReader
{
    const int FirstRead = 8 * 1024;

    /// <exception cref="UpstreamException">The body broke off or is over the limit.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream upstream, long maxBytes, Exchange exchange, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(FirstRead);
        try
        {
            // Whatever room is left: asking for more would double the buffer after the first read, though most bodies fit.
            while (await ReadAsync(upstream, body, exchange, cancellation) is > 0 and var count)
            {
                body.Advance(count);
                exchange.Progress.UpstreamSpoke(count);
                if (body.WrittenCount > maxBytes)
                    throw TooLarge(maxBytes);
            }
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException or InvalidDataException)
        {
            throw new UpstreamException(FailureMap.OfBody(cause));
        }
        finally
        {
            exchange.Progress.UpstreamEnded();
            // At once: a body is delivered whole or not at all. Also what came of a body that broke off.
            exchange.Recorder?.Original(body.WrittenMemory);
        }
        return body.WrittenMemory;
    }

    static ValueTask<int> ReadAsync(Stream upstream, ArrayBufferWriter<byte> body, Exchange exchange, CancellationToken cancellation)
    {
        exchange.Progress.UpstreamAwaited();
        return upstream.ReadAsync(body.GetMemory(), cancellation);
    }

    static UpstreamException TooLarge(long maxBytes) => new(new UpstreamFailure(
        UpstreamPhase.Body,
        new GatewayError(ErrorKind.Upstream, $"The upstream's answer is larger than {maxBytes} bytes (limits.response-body).") { Code = "upstream_too_large" }));
}
