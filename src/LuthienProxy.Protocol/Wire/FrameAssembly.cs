using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Wire;

/// <summary>
/// Watches the events that reach an emitter for frames whose events all arrive untouched, in order and together.
/// The state of one emitter; not thread-safe.
/// </summary>
/// <remarks>
/// Before each <see cref="Offer"/> ask <see cref="IsTornBy"/>: when the next event does not continue the frame under way, take
/// <see cref="TakeHeld"/> and write those events one by one. A torn frame's later events come out as <see cref="FrameFit.Apart"/>.
/// </remarks>
struct FrameAssembly
{
    WireFrame? _frame;
    int _seen;

    /// <summary>Whether events of an incomplete frame are held.</summary>
    public readonly bool IsHolding => _frame is not null;

    /// <summary>Whether the next event ends the hope of keeping the held frame whole.</summary>
    public readonly bool IsTornBy(ResponseEvent next) => _frame is not null && !ReferenceEquals(_frame.EventAt(_seen), next);

    /// <summary>Gives up the held events, oldest first, to be written one by one.</summary>
    public IEnumerable<ResponseEvent> TakeHeld()
    {
        if (_frame is not { } frame)
            return [];
        var count = _seen;
        _frame = null;
        return Enumerable.Range(0, count).Select(frame.EventAt);
    }

    /// <summary>Takes the next event; it must not tear a held frame.</summary>
    public FrameFit Offer(ResponseEvent next)
    {
        if (_frame is not null)
            return Advance(_frame);
        if (next.Origin is not { } frame || !ReferenceEquals(frame.EventAt(0), next))
            return FrameFit.Apart;
        _seen = 0;
        return Advance(frame);
    }

    FrameFit Advance(WireFrame frame)
    {
        _seen++;
        var whole = _seen == frame.EventCount;
        _frame = whole ? null : frame;
        return whole ? FrameFit.Whole : FrameFit.Held;
    }
}
