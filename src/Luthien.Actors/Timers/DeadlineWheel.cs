namespace Luthien.Actors;

/// <summary>
/// The kernel's one clock: every timer, receive timeout, ask and grace period hangs in a slot of this hashed wheel, which owns a
/// single timer of the <see cref="TimeProvider"/>.
/// </summary>
/// <remarks>
/// Register and cancel are O(1) under the slot's own lock, so that ten thousand at once do not convoy. The timer sleeps until the
/// next slot that holds anything; an entry of a later revolution in that slot costs one needless look. Never fires early. What is
/// still registered at <see cref="Dispose"/> is dropped, not run.
/// </remarks>
sealed class DeadlineWheel : IDisposable
{
    const int SlotCount = 512;
    const long NotArmed = long.MaxValue;

    readonly TimeProvider _time;
    readonly long _origin;
    readonly long _tickLength;
    readonly Slot[] _slots = new Slot[SlotCount];
    readonly ITimer _timer;
    readonly Lock _arming = new();
    readonly Lock _sweeping = new();
    long _armed = NotArmed;
    long _swept = -1;
    bool _disposed;

    internal DeadlineWheel(TimeProvider time, TimeSpan resolution)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _tickLength = resolution.Ticks;
        for (var i = 0; i < SlotCount; i++)
            _slots[i] = new Slot();
        _timer = time.CreateTimer(static wheel => ((DeadlineWheel)wheel!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    long Elapsed => _time.GetElapsedTime(_origin).Ticks;

    internal void Add(WheelEntry entry, TimeSpan delay)
    {
        // Divided before adding, so that TimeSpan.MaxValue does not overflow.
        var now = Elapsed;
        var due = (Math.Min(Math.Max(delay.Ticks, 0), long.MaxValue / 2 - now) + now + _tickLength - 1) / _tickLength;
        var slot = _slots[due & (SlotCount - 1)];
        lock (slot)
        {
            entry.DueTick = due;
            slot.Link(entry);
        }

        Arm(due);
    }

    /// <summary>False when the entry has fired or was never registered.</summary>
    internal static bool Cancel(WheelEntry entry)
    {
        while (Volatile.Read(ref entry.Slot) is { } slot)
        {
            lock (slot)
            {
                if (entry.Slot != slot)
                    continue;
                slot.Unlink(entry);
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        lock (_arming)
            _disposed = true;
        _timer.Dispose();
    }

    void Arm(long due)
    {
        if (due >= Volatile.Read(ref _armed))
            return;
        lock (_arming)
        {
            if (due >= _armed || _disposed)
                return;
            Volatile.Write(ref _armed, due);
            var wait = Math.Max(due * _tickLength - Elapsed, 0);
            // A timer takes 49 days at most; a day's needless look is cheap.
            _timer.Change(TimeSpan.FromTicks(Math.Min(wait, TimeSpan.TicksPerDay)), Timeout.InfiniteTimeSpan);
        }
    }

    void Sweep()
    {
        lock (_sweeping)
        {
            // Taken before the slots are read: whoever arms from now on has linked before, and is seen here or arms anew.
            long from;
            lock (_arming)
            {
                from = Math.Min(_swept + 1, _armed);
                Volatile.Write(ref _armed, NotArmed);
            }

            var now = Elapsed / _tickLength;
            for (var tick = Math.Max(from, now - SlotCount + 1); tick <= now; tick++)
                FireDue(_slots[tick & (SlotCount - 1)], now);
            _swept = now;
            for (var tick = now + 1; tick <= now + SlotCount; tick++)
            {
                if (_slots[tick & (SlotCount - 1)].IsEmpty)
                    continue;
                Arm(tick);
                break;
            }
        }
    }

    static void FireDue(Slot slot, long now)
    {
        if (slot.IsEmpty)
            return;
        var due = slot.TakeDue(now);
        while (due is not null)
        {
            // Read first: firing may register the entry again.
            var entry = due;
            due = entry.Next;
            entry.Next = null;
            entry.Fire();
        }
    }

    internal sealed class Slot
    {
        WheelEntry? _first;

        internal bool IsEmpty => Volatile.Read(ref _first) is null;

        internal void Link(WheelEntry entry)
        {
            entry.Previous = null;
            entry.Next = _first;
            if (_first is not null)
                _first.Previous = entry;
            _first = entry;
            Volatile.Write(ref entry.Slot, this);
        }

        internal void Unlink(WheelEntry entry)
        {
            if (entry.Previous is null)
                _first = entry.Next;
            else
                entry.Previous.Next = entry.Next;
            if (entry.Next is not null)
                entry.Next.Previous = entry.Previous;
            entry.Previous = entry.Next = null;
            Volatile.Write(ref entry.Slot, null);
        }

        /// <summary>Unlinks what is due and returns it as a chain through <see cref="WheelEntry.Next"/>, earliest registered first.</summary>
        internal WheelEntry? TakeDue(long now)
        {
            WheelEntry? chain = null;
            lock (this)
            {
                // Linked at the front, so walking from the front and pushing onto the chain restores the order of registration.
                for (var entry = _first; entry is not null;)
                {
                    var next = entry.Next;
                    if (entry.DueTick <= now)
                    {
                        Unlink(entry);
                        entry.Next = chain;
                        chain = entry;
                    }

                    entry = next;
                }
            }

            return chain;
        }
    }
}
