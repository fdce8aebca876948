using Luthien.Streams;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>The source of an answer that is not streamed: its body, read whole, as the events a stream of it would give.</summary>
static class WholeAnswer
{
    public static Source<ResponseEvent, NotUsed> From(Stream upstream, IWireFormat format, long maxBytes, Exchange exchange) =>
        Source.Create<ResponseEvent>(async (writer, cancellation) =>
        {
            var body = await BodyReader.ReadAsync(upstream, maxBytes, exchange, cancellation);
            // Some servers begin with a byte order mark, which is not JSON.
            var json = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
            var entered = exchange.Decoding.Entered(exchange.Time);
            var events = Decode(format, json);
            exchange.Decoding.Left(events.Count, entered, exchange.Time);
            foreach (var decoded in events)
                await writer.PushAsync(decoded);
        });

    static IReadOnlyList<ResponseEvent> Decode(IWireFormat format, ReadOnlyMemory<byte> body)
    {
        try
        {
            return format.DecodeBody(body);
        }
        catch (MalformedResponseException cause)
        {
            throw new UpstreamException(FailureMap.Malformed(cause));
        }
    }
}
