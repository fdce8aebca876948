using Luthien.Streams;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>The source of a streamed answer: the upstream's bytes as they come, framed and decoded.</summary>
static class StreamedAnswer
{
    public static Source<ResponseEvent, NotUsed> From(Stream upstream, IWireFormat format, int maxEventBytes, Exchange exchange) =>
        Source.Create<ReadOnlyMemory<byte>>((writer, cancellation) => ReadAsync(upstream, writer, exchange, cancellation))
            .Via(Flow.FromStage(() => new FrameStage(exchange.Framer = new SseFramer(maxEventBytes), exchange)))
            .Via(Flow.FromStage(() => new DecodeStage(format.CreateStreamDecoder(), exchange.Decoding)));

    static async ValueTask ReadAsync(Stream upstream, ISourceWriter<ReadOnlyMemory<byte>> writer, Exchange exchange, CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                exchange.Progress.UpstreamAwaited();
                // A read of nothing waits without a buffer: thousands of idle streams hold none.
                var ready = upstream.ReadAsync(Memory<byte>.Empty, cancellation);
                if (!ready.IsCompleted)
                {
                    await writer.IdleAsync();
                    exchange.Progress.UpstreamAwaited();
                }
                await ready;
                var chunk = await UpstreamChunk.ReadAsync(upstream, exchange.Recorder?.Blocks, cancellation);
                if (chunk.IsEmpty)
                {
                    exchange.Progress.UpstreamEnded();
                    return;
                }
                exchange.Progress.UpstreamSpoke(chunk.Length);
                exchange.Recorder?.Original(chunk);
                await writer.PushAsync(chunk);
            }
        }
        catch (Exception cause) when (cause is IOException or HttpRequestException)
        {
            throw new UpstreamException(FailureMap.OfBody(cause));
        }
    }
}
