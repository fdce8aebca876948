namespace Luthien.Streams;

/// <summary>The queue of an async boundary: a ring that grows to its bound, with a wait for each side. Safe for many senders and one reader.</summary>
sealed class BoundedQueue<T>(int capacity)
{
    readonly Lock _gate = new();
    readonly Signal _element = new();
    readonly Signal _room = new();
    T[] _ring = [];
    int _head;
    int _count;
    bool _refusing;
    bool _ended;
    bool _woken;

    internal int Capacity { get; } = capacity;

    internal long Dropped { get; private set; }

    /// <summary>Set when a failure ended the queue.</summary>
    internal Exception? Failure { get; private set; }

    internal bool IsRefusing => Volatile.Read(ref _refusing);

    internal Offered Offer(T element, OverflowStrategy overflow, out T oldest)
    {
        oldest = default!;
        lock (_gate)
        {
            if (_refusing)
                return Offered.Refused;
            var result = Offered.Taken;
            if (_count == Capacity)
            {
                if (overflow is OverflowStrategy.DropNew)
                    Dropped++;
                if (overflow is not OverflowStrategy.DropHead)
                    return Offered.Full;
                Dropped++;
                oldest = Dequeue();
                result = Offered.TakenForOldest;
            }

            Enqueue(element);
            _element.Fire();
            return result;
        }
    }

    /// <summary>Done when there is room, or when the queue takes nothing any more, or at <see cref="WakeSender"/>. One waiter at a time.</summary>
    internal ValueTask WaitForRoom()
    {
        lock (_gate)
            return _count < Capacity || _refusing ? default : _room.Arm();
    }

    /// <summary>Done when there is an element, or when the queue has ended, or at <see cref="WakeReader"/>.</summary>
    internal ValueTask WaitForElement()
    {
        lock (_gate)
            return _count > 0 || _ended || _woken ? default : _element.Arm();
    }

    /// <summary>Looks at the oldest element.</summary>
    /// <returns>False when there is none; then <paramref name="ended"/> tells whether there will be one.</returns>
    internal bool TryPeek(out T element, out bool ended)
    {
        lock (_gate)
        {
            ended = _ended && _count == 0;
            element = _count > 0 ? _ring[_head] : default!;
            return _count > 0;
        }
    }

    /// <summary>Takes the oldest element, if there is one.</summary>
    internal bool TryRemove(out T element)
    {
        lock (_gate)
        {
            if (_count == 0)
            {
                element = default!;
                return false;
            }

            element = Dequeue();
            _room.Fire();
            return true;
        }
    }

    /// <summary>No more elements come: what is queued is still read, unless there is a failure to tell.</summary>
    internal void End(Exception? failure)
    {
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _refusing = true;
            Failure = failure;
            _element.Fire();
            _room.Fire();
        }
    }

    /// <summary>Takes nothing any more and lets a waiting sender go.</summary>
    internal void Refuse()
    {
        lock (_gate)
        {
            _refusing = true;
            _room.Fire();
        }
    }

    /// <summary>Lets a waiting sender look again.</summary>
    internal void WakeSender()
    {
        lock (_gate)
            _room.Fire();
    }

    /// <summary>Lets the reader go for good: it has other reasons to stop.</summary>
    internal void WakeReader()
    {
        lock (_gate)
        {
            _woken = true;
            _element.Fire();
        }
    }

    void Enqueue(T element)
    {
        if (_count == _ring.Length)
            Grow();
        _ring[(_head + _count) % _ring.Length] = element;
        _count++;
    }

    T Dequeue()
    {
        var element = _ring[_head];
        _ring[_head] = default!;
        _head = (_head + 1) % _ring.Length;
        _count--;
        return element;
    }

    // An idle boundary holds no array; a busy one at most its bound.
    void Grow()
    {
        var larger = new T[Math.Min(Capacity, Math.Max(4, _ring.Length * 2))];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_head + i) % _ring.Length];
        _ring = larger;
        _head = 0;
    }
}
