using LuthienProxy.Activity.Publishing;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Feed;

/// <summary>
/// The latest events, this node's and the others', in the order in which they were heard here: one bounded ring that every subscriber reads at its own pace.
/// A subscriber that is overtaken has lost what it had not read, and nobody waits for it. While nobody watches the feed sleeps and takes nothing.
/// </summary>
/// <remarks>Thread-safe. Those who append take turns; those who read take no lock.</remarks>
sealed class EventFeed : IDisposable
{
    readonly Lock _gate = new();
    readonly EventEncoder _encoder = new();
    readonly TimeProvider _time;
    readonly Lanes _lanes;
    readonly Ring _ring;
    volatile bool _isAwake;
    volatile bool _hasEnded;
    TaskCompletionSource _news = NewSource();

    public EventFeed(FeedOptions options, TimeProvider time)
    {
        Node = options.Node;
        _time = time;
        _lanes = new(options.Node, time);
        _ring = new(options.Capacity, options.MaxBytes);
        _lanes.Begin();
    }

    /// <summary>Whether events are taken.</summary>
    public bool IsAwake => _isAwake;

    /// <summary>Whether nothing will come any more.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>This node's name.</summary>
    public string Node { get; }

    /// <summary>The run of this node, as its events name it.</summary>
    public string Epoch
    {
        get
        {
            lock (_gate)
                return _lanes.Own.Epoch;
        }
    }

    /// <summary>Completes when there is news. Take it before looking for events: what comes after the look completes it.</summary>
    public Task News => Volatile.Read(ref _news).Task;

    /// <summary>Takes events from now on.</summary>
    public void Wake()
    {
        lock (_gate)
            WakeUp();
    }

    /// <summary>Takes none until somebody watches again.</summary>
    public void Sleep() => _isAwake = false;

    /// <summary>Appends an event of this node; null while the feed sleeps.</summary>
    public Entry? Append(ActivityEvent happened)
    {
        lock (_gate)
        {
            if (!_isAwake)
                return null;
            var (own, number) = (_lanes.Own, _lanes.Own.Last + 1);
            var json = _encoder.Encode(happened, own.Node, own.Epoch, number);
            return Add(own, number, happened.Type, EventFacts.Of(happened, Node), json);
        }
    }

    /// <summary>Appends what another node published, unless it is there already; before it a gap, where numbers are missing. Tells whether anything was appended.</summary>
    public bool Append(HeardEvent heard)
    {
        lock (_gate)
        {
            if (!_isAwake)
                return false;
            // A position has no number of its own: it says which one was the latest.
            var isPosition = heard.Facts.Type == EventTypes.Position;
            var before = isPosition ? heard.Number : heard.Number - 1;
            var lane = _lanes.Find(heard.Facts.Node, heard.Epoch) ?? _lanes.Meet(heard.Facts.Node, heard.Epoch, before);
            var missed = before - lane.Last;
            if (missed > 0)
                AddGap(lane, missed, GapReason.Redis);
            if (isPosition)
                _lanes.Advance(lane, lane.Last);
            else if (missed >= 0)
                Add(lane, heard.Number, heard.Facts.Type, heard.Facts, heard.Json.Span);
            return missed > 0 || (missed == 0 && !isPosition);
        }
    }

    /// <summary>Tells everybody, other nodes too, that events of this node are missing that never were encoded: they take numbers, so that they are missed.</summary>
    public void AppendLoss(long missed)
    {
        lock (_gate)
            if (_isAwake)
                AddGap(_lanes.Own, missed, GapReason.Slow);
    }

    /// <summary>The message that tells other nodes where this one's numbers stand.</summary>
    public byte[] PositionMessage()
    {
        lock (_gate)
            return _encoder.EncodePosition(_time.GetUtcNow(), _lanes.Own.Node, _lanes.Own.Epoch, _lanes.Own.Last).ToArray();
    }

    /// <summary>Wakes those who wait.</summary>
    public void Announce() => Interlocked.Exchange(ref _news, NewSource()).TrySetResult();

    /// <summary>Nothing comes any more: whoever reads is told so when everything is read.</summary>
    public void Close()
    {
        _hasEnded = true;
        Announce();
    }

    /// <summary>Where somebody begins who has seen what a cursor says; null begins with what happens next. The feed wakes.</summary>
    public Start Join(Cursor? seen)
    {
        lock (_gate)
        {
            WakeUp();
            if (seen is null)
                return new Start { Position = _ring.Next, Id = _lanes.Position };
            var (missed, reason) = _lanes.MissedSince(seen);
            var id = missed == 0 ? seen : _lanes.KeptSince(seen);
            return new Start { Position = _ring.First, Seen = id, Id = id, Missed = missed, Reason = reason };
        }
    }

    /// <inheritdoc cref="Ring.Read"/>
    public Entry? Read(ref long position, ref long missed) => _ring.Read(ref position, ref missed);

    public void Dispose() => _encoder.Dispose();

    void WakeUp()
    {
        if (_isAwake || _hasEnded)
            return;
        // What happened meanwhile got no numbers: whoever comes back with a position from before must learn that it has missed something.
        if (_lanes.Own.Last > 0)
        {
            _ring.Clear();
            _lanes.Begin();
        }
        _isAwake = true;
    }

    void AddGap(Lane lane, long missed, GapReason reason) =>
        Add(lane, lane.Last + missed, EventTypes.Gap, null, GapJson.Write(lane.Node, _time.GetUtcNow(), missed, reason));

    Entry Add(Lane lane, long number, string type, EventFacts? facts, ReadOnlySpan<byte> json)
    {
        _lanes.Advance(lane, number);
        var (frame, line) = Frames.Of(_lanes.Position, type, json);
        var entry = new Entry
        {
            Position = _ring.Next,
            Lane = lane,
            Number = number,
            Cursor = _lanes.Position,
            Type = type,
            Facts = facts,
            Frame = frame,
            Json = line,
            At = _time.GetTimestamp(),
        };
        _ring.Add(entry);
        return entry;
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
