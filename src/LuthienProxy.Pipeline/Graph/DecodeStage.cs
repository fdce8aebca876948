using Luthien.Streams;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>Frames to the events of the conversation model.</summary>
sealed class DecodeStage(IStreamDecoder decoder, StageMeter meter) : FlowStage<SseFrame, ResponseEvent>
{
    // One list for the whole answer: most frames give one event, and allocating a list for each would be the costliest part of it.
    readonly List<ResponseEvent> _decoded = [];

    protected override ValueTask OnNext(SseFrame element)
    {
        var entered = meter.Entered(Time);
        decoder.Decode(element, _decoded);
        meter.Left(_decoded.Count, entered, Time);
        for (var i = 0; i < _decoded.Count; i++)
        {
            var taken = Push(_decoded[i]);
            if (!taken.IsCompletedSuccessfully)
                return PushRest(taken, i + 1);
        }
        // Nothing of the last frame outlives it while the stream waits for the next.
        _decoded.Clear();
        return default;
    }

    async ValueTask PushRest(ValueTask first, int from)
    {
        await first;
        for (var i = from; i < _decoded.Count; i++)
            await Push(_decoded[i]);
        _decoded.Clear();
    }
}
