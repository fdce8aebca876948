using Luthien.Streams;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>
/// The end of every graph: events go through the emitter to the client. Writes collect while more is ready and are flushed when nothing is,
/// or when <c>flush-at</c> bytes wait; a flush that waits for a slow client is the back-pressure on the upstream.
/// </summary>
sealed class DeliverySink(Reply reply) : SinkStage<ResponseEvent>
{
    protected override ValueTask OnNext(ResponseEvent element)
    {
        reply.Write(element);
        if (reply.HasEnded)
            return EndAsync();
        return reply.IsFlushDue ? reply.FlushAsync(Aborted) : default;
    }

    protected override ValueTask OnIdle() => reply.SettleAsync(Aborted);

    protected override ValueTask OnComplete() => reply.SettleAsync(Aborted);

    async ValueTask EndAsync()
    {
        await reply.FlushAsync(Aborted);
        CancelStage();
    }
}
