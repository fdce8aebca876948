using Luthien.Streams;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>
/// The end of every graph: events go through the emitter to the client. Writes collect while more is ready and are flushed when nothing is,
/// or when <c>flush-at</c> bytes wait; a flush that waits for a slow client is the back-pressure on the upstream.
/// </summary>
/// <param name="reply">The reply.</param>
/// <param name="heartbeat">Shares the reply by turns; null where no policy can hold it: then a turn costs nothing.</param>
/// <param name="meter">Counts the events, and how long it takes to write one; not how long the client takes to get it.</param>
sealed class DeliverySink(Reply reply, Heartbeat? heartbeat, StageMeter meter) : SinkStage<ResponseEvent>
{
    protected override void OnStart() => heartbeat?.Start(Aborted);

    protected override ValueTask OnNext(ResponseEvent element)
    {
        if (heartbeat is null)
            return Deliver(element);
        heartbeat.Left();
        return heartbeat.TryEnter() ? DeliverAndExit(heartbeat, element) : DeliverInTurnAsync(heartbeat, element);
    }

    protected override ValueTask OnIdle() => heartbeat is null ? reply.SettleAsync(Aborted) : SettleInTurnAsync(heartbeat);

    protected override ValueTask OnComplete() => heartbeat is null ? reply.SettleAsync(Aborted) : SettleInTurnAsync(heartbeat);

    protected override ValueTask OnDispose() => heartbeat?.DisposeAsync() ?? default;

    ValueTask Deliver(ResponseEvent element)
    {
        var entered = meter.Entered(Time);
        reply.Write(element);
        meter.Left(1, entered, Time);
        if (reply.IsOver)
            return EndAsync();
        return reply.IsFlushDue ? reply.FlushAsync(Aborted) : default;
    }

    async ValueTask EndAsync()
    {
        // What a policy stopped is told to the client by the call's end, together with what waits here.
        if (reply.HasEnded)
            await reply.FlushAsync(Aborted);
        CancelStage();
    }

    ValueTask DeliverAndExit(Heartbeat turns, ResponseEvent element)
    {
        var isDone = true;
        try
        {
            var turn = Deliver(element);
            isDone = turn.IsCompletedSuccessfully;
            return isDone ? default : ExitAfterAsync(turns, turn);
        }
        finally
        {
            if (isDone)
                turns.Exit();
        }
    }

    static async ValueTask ExitAfterAsync(Heartbeat turns, ValueTask turn)
    {
        try
        {
            await turn;
        }
        finally
        {
            turns.Exit();
        }
    }

    async ValueTask DeliverInTurnAsync(Heartbeat turns, ResponseEvent element)
    {
        await turns.EnterAsync(Aborted);
        await DeliverAndExit(turns, element);
    }

    async ValueTask SettleInTurnAsync(Heartbeat turns)
    {
        await turns.EnterAsync(Aborted);
        try
        {
            await reply.SettleAsync(Aborted);
        }
        finally
        {
            turns.Exit();
        }
    }
}
