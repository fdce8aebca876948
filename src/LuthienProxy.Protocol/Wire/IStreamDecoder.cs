using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;

namespace LuthienProxy.Protocol.Wire;

/// <summary>
/// Turns the frames of one streamed answer into events. Holds the state of one answer; not thread-safe.
/// </summary>
/// <remarks>
/// A decoder translates and does not judge: an illegal order of frames gives the events in that order, and the emitter repairs or ends the stream.
/// Every frame gives at least one event (<see cref="Passthrough"/> when it means nothing to the conversation).
/// A frame that cannot be read gives one <see cref="ResponseFailed"/>.
/// </remarks>
public interface IStreamDecoder
{
    /// <summary>Decodes one frame and appends its events, in wire order.</summary>
    void Decode(in SseFrame frame, List<ResponseEvent> events);
}
