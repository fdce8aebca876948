using Luthien.Streams;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>The one graph of every answer, whatever its wire format, streamed or not: source of events ▶ policies ▶ delivery.</summary>
static class AnswerGraph
{
    public static RunnableGraph<NotUsed> Of(Exchange exchange, Stream upstream, TransactionOptions options) =>
        Events(exchange, upstream, options).To(Sink.FromStage(() => new DeliverySink(exchange.Reply)));

    static Source<ResponseEvent, NotUsed> Events(Exchange exchange, Stream upstream, TransactionOptions options) => exchange.Call.IsStream
        ? StreamedAnswer.From(upstream, exchange.Call.Format, options.MaxEventBytes, exchange)
        : WholeAnswer.From(upstream, exchange.Call.Format, options.MaxResponseBytes, exchange);
}
