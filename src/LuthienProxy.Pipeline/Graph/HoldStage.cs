using Luthien.Streams;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>Stands before the policies and sees them hold: when an event does not come through at once, what came before it is flushed.</summary>
sealed class HoldStage(Heartbeat heartbeat) : FlowStage<ResponseEvent, ResponseEvent>
{
    protected override ValueTask OnNext(ResponseEvent element)
    {
        heartbeat.Entered();
        var turn = Push(element);
        if (!turn.IsCompleted)
            heartbeat.FlushBefore();
        return turn;
    }

    // The policies' last words may take as long as any others.
    protected override ValueTask OnComplete()
    {
        heartbeat.Entered();
        return default;
    }
}
