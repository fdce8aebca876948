using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>The two sides of the answer, collected into segments.</summary>
sealed partial class TransactionRecorder
{
    /// <summary>How much of an answer that policies hold back is kept to compare it with what they let go; what exceeds it is recorded twice. An unstreamed answer comes at once, and whole.</summary>
    const int MostHeld = 4 * 1024 * 1024;

    readonly Action<JournalEvent> _record;
    ITimer? _timer;
    long _openedAt;
    bool _isTimed;
    bool _isBroken;

    /// <summary>Bytes of memory that the record of the answer holds at the moment: the upstream's bytes until they are on record and delivered, what was written here, the text for search.</summary>
    public long HeldBytes => _original.HeldBytes + _delivered.HeldBytes + Notes.HeldBytes;

    /// <summary>3. Bytes came from the upstream; the memory must never change.</summary>
    public void Original(ReadOnlyMemory<byte> bytes)
    {
        if (_isBroken)
            return;
        try
        {
            var isFull = false;
            lock (_feed.Gate)
            {
                HoldLess();
                // Cut where a block ends: what stands in one needs no copy.
                isFull = _original.DueBytes >= _options.SegmentBytes / 2 && !_original.IsContinuedBy(bytes);
                if (isFull)
                    CollectSegments();
                _original.Append(bytes);
                isFull |= Collected();
            }
            if (isFull)
                HandOver();
        }
        catch (Exception cause)
        {
            Break(cause);
        }
    }

    /// <summary>3. An event made what is new in <paramref name="staged"/> due for the client; null for what no event of the answer asked for.</summary>
    /// <remarks>By turns with everything else that the reply's writer does.</remarks>
    public void Wrote(Staging staged, ResponseEvent? next)
    {
        if (_isBroken)
            return;
        try
        {
            if (next is not null)
                Notes.Take(next);
            _delivered.Tell(next?.Origin, staged.TakeGrowth());
        }
        catch (Exception cause)
        {
            Break(cause);
        }
    }

    /// <summary>3. What is new in <paramref name="staged"/> is about to be handed to the client's transport, or to be committed before.</summary>
    public void Compare(Staging staged)
    {
        if (_isBroken)
            return;
        try
        {
            lock (_feed.Gate)
                _delivered.Compare(staged);
        }
        catch (Exception cause)
        {
            Break(cause);
        }
    }

    /// <summary>3. What was written has been accepted by the client's transport, or is to be committed before it is handed there.</summary>
    public void Accepted()
    {
        if (_isBroken)
            return;
        try
        {
            var isFull = false;
            lock (_feed.Gate)
            {
                _feed.Accepted(_delivered.Accept());
                isFull = Collected();
            }
            if (isFull)
                HandOver();
        }
        catch (Exception cause)
        {
            Break(cause);
        }
    }

    /// <summary>What was written will never be delivered.</summary>
    public void Discarded() => _delivered.Discard();

    /// <summary>What went on record as delivered from the given offset on was discarded after all.</summary>
    public void Rewind(long offset)
    {
        lock (_feed.Gate)
            _delivered.Rewind(offset);
    }

    /// <summary>Whether so many bytes may be delivered at once (<c>async</c>).</summary>
    public bool HasRoom(long bytes) => _home.Backlog.HasRoom && _feed.Unacknowledged + bytes <= _options.MaxUnacked;

    /// <summary>Waits until so many bytes may be delivered, by this call's bound and by that of all calls; what is more than a crash may lose by itself is put on record first.</summary>
    public async ValueTask RoomAsync(long bytes, CancellationToken cancellation)
    {
        if (bytes > _options.MaxUnacked)
        {
            await CommitAsync(cancellation);
            return;
        }
        HandOver();
        if (!_home.Backlog.HasRoom)
        {
            PipelineTelemetry.RecorderBehind();
            await _home.Backlog.RoomAsync(cancellation);
        }
        await _feed.RoomAsync(bytes, _options.MaxUnacked, cancellation);
    }

    /// <summary>Puts what was written on record before it is delivered; tells whether it is committed.</summary>
    public ValueTask<bool> CommitAsync(CancellationToken cancellation)
    {
        Accepted();
        if (_isBroken)
            return new(false);
        lock (_feed.Gate)
            CollectSegments();
        HandOver();
        return _feed.AcknowledgedAsync(cancellation);
    }

    void IFeedSource.Collect()
    {
        if (!_isBroken)
            CollectSegments();
    }

    void CollectSegments()
    {
        // Copies refer to the original: it goes first.
        _original.Cut(_keeper, _record);
        _delivered.Cut(_keeper, _record);
        _openedAt = 0;
    }

    void CollectRest()
    {
        if (_isBroken)
            return;
        _original.PassOver(_original.End);
        CollectSegments();
    }

    // Segments stay small also while the journal is slow: large arrays would cost more than they hold. Answers whether it is time to hand over.
    bool Collected()
    {
        if (_original.DueBytes >= _options.SegmentBytes || _delivered.Open >= _options.SegmentBytes)
        {
            CollectSegments();
            return true;
        }
        if (_original.DueBytes > 0 || _delivered.Open > 0)
            Age();
        return false;
    }

    // From now on something waits to be handed over.
    void Age()
    {
        if (_openedAt != 0)
            return;
        _openedAt = _home.Time.GetTimestamp();
        // The timer of the segment before may still be running: it looks at the age when it fires.
        if (!_isTimed)
            StartTimer(_options.SegmentDelay);
    }

    void StartTimer(TimeSpan delay)
    {
        _isTimed = true;
        _timer ??= _home.Time.CreateTimer(static recorder => ((TransactionRecorder)recorder!).OnTimer(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(delay, Timeout.InfiniteTimeSpan);
    }

    void OnTimer()
    {
        lock (_feed.Gate)
        {
            _isTimed = false;
            if (_openedAt == 0 || _feed.HasEnded)
                return;
            var rest = _options.SegmentDelay - _home.Time.GetElapsedTime(_openedAt);
            if (rest > TimeSpan.Zero)
            {
                StartTimer(rest);
                return;
            }
            Blocks.SegmentAged(_original.DueBytes);
        }
        HandOver();
    }

    // A policy may hold an answer back for long: what it lets go is compared with the last of what it holds.
    void HoldLess()
    {
        if (_original.Held <= MostHeld)
            return;
        _original.MoveTo(_original.End - (MostHeld / 2));
        _original.PassOver(_original.Cursor);
    }

    void Break(Exception cause)
    {
        _isBroken = true;
        _home.Failed(_id, cause);
    }
}
