using Luthien.Streams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>Frames to the events of the conversation model.</summary>
sealed class DecodeStage(IStreamDecoder decoder) : FlowStage<SseFrame, ResponseEvent>
{
    // One list for the whole answer: most frames give one event, and allocating a list for each would be the costliest part of it.
    readonly List<ResponseEvent> _decoded = [];

    protected override ValueTask OnNext(SseFrame element)
    {
        _decoded.Clear();
        decoder.Decode(element, _decoded);
        for (var i = 0; i < _decoded.Count; i++)
        {
            var taken = Push(_decoded[i]);
            if (!taken.IsCompletedSuccessfully)
                return PushRest(taken, i + 1);
        }
        return default;
    }

    async ValueTask PushRest(ValueTask first, int from)
    {
        await first;
        for (var i = from; i < _decoded.Count; i++)
            await Push(_decoded[i]);
    }
}
