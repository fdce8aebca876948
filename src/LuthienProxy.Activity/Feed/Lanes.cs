namespace LuthienProxy.Activity.Feed;

/// <summary>
/// The runs of nodes whose events are heard here, this node's own among them. Bounded: of too many, and of long silent ones, nothing is remembered.
/// Not thread-safe.
/// </summary>
sealed class Lanes(string node, TimeProvider time)
{
    /// <summary>How many are remembered.</summary>
    public const int Most = 64;

    /// <summary>A node says every few seconds that it is there; one that has not for so long has gone.</summary>
    static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    readonly Dictionary<string, Lane> _byNode = new(StringComparer.Ordinal);
    long _epoch;

    /// <summary>This node's own; none before <see cref="Begin"/>.</summary>
    public Lane Own { get; private set; } = null!;

    /// <summary>Up to where everything was heard.</summary>
    public Cursor Position { get; private set; } = Cursor.Nothing;

    /// <summary>Begins a new run of this node: its numbers start again.</summary>
    public void Begin()
    {
        _epoch = Math.Max(_epoch + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
        Own = Add(new Lane(node, Cursor.Text(_epoch)));
    }

    /// <summary>The lane of a run; null when it was not heard of.</summary>
    public Lane? Find(string node, string epoch) => _byNode.TryGetValue(node, out var lane) && lane.Epoch == epoch ? lane : null;

    /// <summary>A run that was not heard of before; it takes the place of the node's former run.</summary>
    /// <param name="node">The node's name.</param>
    /// <param name="epoch">The run.</param>
    /// <param name="published">How many events it had published before this was heard. Of a node that was never heard of none is missed: its past was not ours.</param>
    public Lane Meet(string node, string epoch, long published)
    {
        var lane = new Lane(node, epoch);
        if (!_byNode.ContainsKey(node))
            (lane.Last, lane.FirstKept) = (published, published + 1);
        ForgetSome();
        return Add(lane);
    }

    /// <summary>A lane has come to this number.</summary>
    public void Advance(Lane lane, long number)
    {
        lane.Last = number;
        lane.HeardAt = time.GetTimestamp();
        Position = Position.With(lane.Key, number);
    }

    /// <summary>How many events are no longer kept that somebody has not seen; -1 when nobody knows.</summary>
    public (long Missed, GapReason Reason) MissedSince(Cursor seen)
    {
        var missed = 0L;
        foreach (var key in seen.Lanes)
        {
            if (_byNode.Values.Any(lane => lane.IsOtherRun(key)))
                return (-1, GapReason.Restart);
            if (_byNode.Values.FirstOrDefault(lane => lane.Key == key) is not { } lane)
                return (-1, GapReason.Resume);
            missed += Math.Max(0, lane.FirstKept - 1 - seen[key]!.Value);
        }
        return (missed, GapReason.Resume);
    }

    /// <summary>What somebody has seen of these lanes, what is no longer kept included.</summary>
    public Cursor KeptSince(Cursor seen)
    {
        var kept = Cursor.Nothing;
        foreach (var lane in _byNode.Values)
            kept = kept.With(lane.Key, Math.Max(seen[lane.Key] ?? 0, lane.FirstKept - 1));
        return kept;
    }

    Lane Add(Lane lane)
    {
        if (_byNode.Remove(lane.Node, out var former))
            Position = Position.Without(former.Key);
        _byNode[lane.Node] = lane;
        Advance(lane, lane.Last);
        return lane;
    }

    void ForgetSome()
    {
        List<Lane> others = [.. _byNode.Values.Where(lane => lane != Own).OrderByDescending(lane => lane.HeardAt)];
        foreach (var lane in others.Where((lane, newer) => newer >= Most - 2 || time.GetElapsedTime(lane.HeardAt) > Silence))
        {
            _byNode.Remove(lane.Node);
            Position = Position.Without(lane.Key);
        }
    }
}
