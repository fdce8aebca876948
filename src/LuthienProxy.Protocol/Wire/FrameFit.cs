namespace LuthienProxy.Protocol.Wire;

/// <summary>How an event relates to the frame it came in, seen by the emitter.</summary>
enum FrameFit
{
    /// <summary>With this event its frame is complete and untouched: it can leave as it came.</summary>
    Whole,

    /// <summary>The event is untouched, and further events of its frame are due: wait for them.</summary>
    Held,

    /// <summary>The event is new or changed, or its frame was torn: it must be written anew.</summary>
    Apart,
}
