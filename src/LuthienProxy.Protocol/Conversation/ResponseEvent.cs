using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>
/// One step of an answer, the same for every wire format, streamed or not. Immutable.
/// </summary>
/// <remarks>
/// An event that nobody touched leaves as the very frame it came in. "Untouched" means the same object:
/// a copy made by <c>with</c> still knows its <see cref="Origin"/>, and the emitter then writes the new values into that frame.
/// </remarks>
public abstract record ResponseEvent
{
    /// <summary>The frame this event was decoded from, shared by all events of that frame; null when the event was made here.</summary>
    public WireFrame? Origin { get; init; }
}
