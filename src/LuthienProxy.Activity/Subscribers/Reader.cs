using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Telemetry;

namespace LuthienProxy.Activity.Subscribers;

/// <summary>One subscriber's way through the feed: what it wants, from where it begins, with a gap wherever it lost something. Not thread-safe.</summary>
sealed class Reader
{
    readonly EventFeed _feed;
    readonly ActivityFilter _filter;
    readonly TimeProvider _time;
    long _position;
    long _missed;
    GapReason _reason;
    // What was seen before, at this node or another; null once nothing of that can come again.
    Cursor? _seen;

    public Reader(EventFeed feed, ActivityFilter filter, Cursor? seen, TimeProvider time)
    {
        _feed = feed;
        _filter = filter;
        _time = time;
        var start = feed.Join(seen);
        (_position, _seen, Id) = (start.Position, start.Seen, start.Id);
        (_missed, _reason) = (start.Missed, start.Reason);
        // Nothing may follow for long: the page should not wait for it to learn that it missed something.
        Missed = TakeGap(start.Id);
    }

    /// <summary>Everything up to here was read, wanted or not; what a client gives back to go on behind it.</summary>
    public Cursor Id { get; private set; }

    /// <summary>The frame of the gap that it begins with; null when it begins with none.</summary>
    public ReadOnlyMemory<byte>? Missed { get; }

    /// <summary>When the latest event that was read came into the feed.</summary>
    public long At { get; private set; }

    /// <summary>Reads the next frames: none, an event, or a gap and the event behind it. False when there is nothing more to read now.</summary>
    public bool Read(out ReadOnlyMemory<byte>? gap, out ReadOnlyMemory<byte>? frame)
    {
        (gap, frame) = (null, null);
        var missed = 0L;
        if (_feed.Read(ref _position, ref missed) is not { } entry)
        {
            NoteLoss(missed);
            return false;
        }
        NoteLoss(missed);
        _position = entry.Position + 1;
        At = entry.At;
        gap = TakeGap(_seen is null ? entry.Before : _seen.And(entry.Before));
        frame = FrameOf(entry);
        return true;
    }

    void NoteLoss(long missed)
    {
        if (missed == 0)
            return;
        ActivityTelemetry.Overtaken(missed);
        (_missed, _reason) = (_missed + missed, GapReason.Slow);
    }

    ReadOnlyMemory<byte>? TakeGap(Cursor id)
    {
        if (_missed == 0)
            return null;
        var frame = Frames.Gap(id, _feed.Node, _time.GetUtcNow(), _missed, _reason);
        (_missed, Id) = (0, id);
        return frame;
    }

    ReadOnlyMemory<byte>? FrameOf(Entry entry)
    {
        var isWanted = _filter.Admits(entry);
        if (_seen is { } seen)
        {
            // Another node may have shown this page more of some node than is in the feed yet: it must not be sent again, and the ids must not fall back behind it.
            isWanted &= !seen.Has(entry.Lane.Key, entry.Number);
            Id = seen.And(entry.Cursor);
            if (entry.Cursor.Covers(seen))
                _seen = null;
            if (isWanted)
                return Frames.Of(Id, entry.Type, entry.Json.Span).Frame;
            return null;
        }
        Id = entry.Cursor;
        // Not a conditional expression: there null would become empty memory.
        if (isWanted)
            return entry.Frame;
        return null;
    }
}
