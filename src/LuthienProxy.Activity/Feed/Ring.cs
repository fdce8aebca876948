namespace LuthienProxy.Activity.Feed;

/// <summary>The latest events, so many and so many bytes of them; each has a position for ever. One appends at a time, and anybody reads, without a lock.</summary>
sealed class Ring(int capacity, long maxBytes)
{
    readonly Entry?[] _slots = new Entry?[capacity];
    long _bytes;
    long _first;
    long _next;

    /// <summary>The position of the oldest event that is kept.</summary>
    public long First => Volatile.Read(ref _first);

    /// <summary>The position that the next event will have.</summary>
    public long Next => Volatile.Read(ref _next);

    /// <summary>Appends an event that was made for position <see cref="Next"/>; the oldest make room.</summary>
    public void Add(Entry entry)
    {
        while (_first < _next && (_next - _first >= _slots.Length || _bytes + entry.Frame.Length > maxBytes))
            DropFirst();
        Volatile.Write(ref _slots[_next % _slots.Length], entry);
        _bytes += entry.Frame.Length;
        Volatile.Write(ref _next, _next + 1);
    }

    /// <summary>Drops everything.</summary>
    public void Clear()
    {
        while (_first < _next)
            DropFirst();
    }

    /// <summary>The event at a position; null when there is none yet. A position that is no longer kept moves on, and what is passed over is counted.</summary>
    public Entry? Read(ref long position, ref long missed)
    {
        while (position < Volatile.Read(ref _next))
        {
            if (Volatile.Read(ref _slots[position % _slots.Length]) is { } entry && entry.Position == position)
                return entry;
            var first = Math.Max(Volatile.Read(ref _first), position + 1);
            missed += first - position;
            position = first;
        }
        return null;
    }

    void DropFirst()
    {
        ref var slot = ref _slots[_first % _slots.Length];
        _bytes -= slot!.Frame.Length;
        slot.Lane.FirstKept = slot.Number + 1;
        Volatile.Write(ref slot, null);
        Volatile.Write(ref _first, _first + 1);
    }
}
