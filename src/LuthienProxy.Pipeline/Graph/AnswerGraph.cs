using Luthien.Streams;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>The one graph of every answer, whatever its wire format, streamed or not: source of events ▶ policies ▶ delivery.</summary>
/// <remarks>
/// One fused chain, also with policies: an event that no stage holds goes from the upstream's chunk to the client's buffer in one call. A stage that waits
/// (for a judge) holds the upstream back, whose bytes then wait in the socket; a buffer of its own would only hide that, and cost every event a hand-over.
/// </remarks>
static class AnswerGraph
{
    /// <param name="exchange">The call.</param>
    /// <param name="upstream">The body of the upstream's answer.</param>
    /// <param name="services">What bounds it.</param>
    /// <param name="heartbeat">Keeps the client company while policies hold the answer; null where they cannot.</param>
    public static RunnableGraph<NotUsed> Of(Exchange exchange, Stream upstream, TransactionServices services, Heartbeat? heartbeat)
    {
        var events = Events(exchange, upstream, services.Options);
        if (heartbeat is not null && exchange.Call.IsStream)
            events = events.Via(Flow.FromStage(() => new HoldStage(heartbeat)));
        if (exchange.Policies is { } policies)
            events = events.Via(policies.Response);
        return events.To(Sink.FromStage(() => new DeliverySink(exchange.Reply, heartbeat, exchange.Delivering)));
    }

    /// <summary>The answer as events, before any policy has seen it.</summary>
    public static Source<ResponseEvent, NotUsed> Events(Exchange exchange, Stream upstream, TransactionOptions options) => exchange.Call.IsStream
        ? StreamedAnswer.From(upstream, exchange.Call.Format, options.MaxEventBytes, exchange)
        : WholeAnswer.From(upstream, exchange.Call.Format, options.MaxResponseBytes, exchange);
}
