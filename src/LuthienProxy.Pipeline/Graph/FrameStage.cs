using Luthien.Streams;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>Bytes of an event stream to its frames; a chunk may hold many frames or a part of one.</summary>
sealed class FrameStage(SseFramer framer, Exchange exchange) : FlowStage<ReadOnlyMemory<byte>, SseFrame>
{
    protected override ValueTask OnNext(ReadOnlyMemory<byte> element)
    {
        framer.Append(element);
        return PushReady();
    }

    protected override ValueTask OnComplete()
    {
        // What was read of a frame is none where the reading was stopped.
        if (exchange.IsStopping)
            return default;
        framer.Complete();
        return PushReady();
    }

    ValueTask PushReady()
    {
        while (!IsCancelled && framer.TryRead(out var frame))
        {
            var taken = Push(frame);
            if (!taken.IsCompletedSuccessfully)
                return PushRest(taken);
        }
        return default;
    }

    async ValueTask PushRest(ValueTask first)
    {
        await first;
        while (!IsCancelled && framer.TryRead(out var frame))
            await Push(frame);
    }
}
