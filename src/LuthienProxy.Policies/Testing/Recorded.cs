using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Policies.Testing;

/// <summary>Recorded answers as events.</summary>
public static class Recorded
{
    /// <summary>The events of a recorded event stream; each keeps its frame.</summary>
    public static IReadOnlyList<ResponseEvent> Stream(IWireFormat format, ReadOnlyMemory<byte> stream)
    {
        ArgumentNullException.ThrowIfNull(format);
        var framer = new SseFramer();
        framer.Append(stream);
        framer.Complete();
        var decoder = format.CreateStreamDecoder();
        var events = new List<ResponseEvent>();
        while (framer.TryRead(out var frame))
            decoder.Decode(frame, events);
        return events;
    }
}
