namespace LuthienProxy.Host.Heap;

/// <summary>Decides when the heap is collected beyond what the runtime does by itself. Looks at figures only; not thread-safe.</summary>
/// <remarks>
/// <para>
/// The runtime lets the oldest generation grow by up to four fifths before it looks there. What a slow stream holds between two deltas, and until its segment is on record, is dead seconds later but has
/// survived two collections by then: with thousands of streams half of the oldest generation would be garbage.
/// </para>
/// <para>After a load the runtime keeps what it had from the system for the next; a gateway that nobody asks anything gives it back.</para>
/// </remarks>
/// <param name="giveBackAfter">How long nothing may have been done before memory is given back.</param>
sealed class HeapWatch(TimeSpan giveBackAfter)
{
    /// <summary>Less growth than this is not worth a collection.</summary>
    const long LeastGrowth = 16 << 20;

    /// <summary>The oldest generation is collected when it has grown by one part in so many.</summary>
    const int Growth = 4;

    /// <summary>So little is allocated in a look's time by what goes on without calls: timers, health checks, a page that watches.</summary>
    const long Idle = 1 << 20;

    /// <summary>So much more than was left the last time is worth a pause.</summary>
    const long LeastGain = 24 << 20;

    HeapView _before;
    long _old;
    long _kept;
    TimeSpan _idle;

    /// <summary>What to do now.</summary>
    /// <param name="now">The heap.</param>
    /// <param name="calls">How many calls run.</param>
    /// <param name="elapsed">How long ago the last look was.</param>
    public HeapAction Look(HeapView now, int calls, TimeSpan elapsed)
    {
        var isIdle = calls == 0 && now.Allocated - _before.Allocated < Idle;
        _idle = isIdle ? _idle + elapsed : TimeSpan.Zero;
        if (now.Collections != _before.Collections)
            _old = now.Old;
        _before = now;
        if (_idle >= giveBackAfter)
            return now.Committed > _kept + LeastGain ? HeapAction.GiveBack : HeapAction.None;
        if (now.Old - _old <= Math.Max(LeastGrowth, _old / Growth))
            return HeapAction.None;
        // Asked for once; what is there when it is done counts.
        _old = now.Old;
        return HeapAction.Collect;
    }

    /// <summary>Memory was given back.</summary>
    /// <param name="now">The heap since then.</param>
    public void GaveBack(HeapView now) => _kept = now.Committed;
}
