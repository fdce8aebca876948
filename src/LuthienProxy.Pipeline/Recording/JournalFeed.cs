using System.Collections.Immutable;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// Numbers one call's events and hands them to the journal, one batch after the other: while one is under way the next collects, so batches grow with the load.
/// </summary>
/// <remarks>Everything but the waits needs <see cref="Gate"/>, which is also the lock of whatever produces the events.</remarks>
/// <param name="id">The call.</param>
/// <param name="journal">Where the batches go.</param>
/// <param name="backlog">What all calls have handed over.</param>
/// <param name="source">What produces events by collecting; asked for what it has when a batch is made.</param>
/// <param name="time">Stamps the events.</param>
sealed class JournalFeed(TransactionId id, IJournal journal, Backlog backlog, IFeedSource source, TimeProvider time)
{
    readonly ImmutableArray<JournalEntry>.Builder _entries = ImmutableArray.CreateBuilder<JournalEntry>();
    TaskCompletionSource? _answered;
    int _sequence;
    int _acknowledged;
    long _delivered;
    long _unacknowledged;
    bool _isDue;
    bool _isRunning;
    bool _isClosed;
    bool _hasUncommitted;
    long _waitsSince;

    public Lock Gate { get; } = new();

    /// <summary>Accepted bytes that are not acknowledged by the journal yet. May be read without the lock: only the call's flow adds to it.</summary>
    public long Unacknowledged => Volatile.Read(ref _unacknowledged);

    /// <summary>How far the record has come. Read without the lock: figures of a moment.</summary>
    public FeedState State => new(_sequence, _acknowledged, Unacknowledged, Volatile.Read(ref _waitsSince) is not 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero);

    /// <summary>What search finds the answer by; goes with the last event.</summary>
    public string? AnswerText { get; set; }

    /// <summary>Whether the terminal event was added: nothing may follow.</summary>
    public bool HasEnded { get; private set; }

    public void Add(JournalEvent happened)
    {
        if (HasEnded)
            return;
        _entries.Add(new(id, ++_sequence, time.GetUtcNow(), happened));
        switch (happened)
        {
            case DeliveredSegment segment:
                _delivered += segment.Size;
                break;
            case TransactionEnded:
                // Due at once: the batch under way may be answered before whoever ends the call hands this over, and a feed that has ended closes with what is due.
                HasEnded = _isDue = true;
                break;
        }
    }

    /// <summary>More bytes were accepted by the client's transport.</summary>
    public void Accepted(long bytes) => _unacknowledged += bytes;

    /// <summary>What was collected is to be handed over: now, or when the batch under way has been answered. Answers whether <see cref="RunAsync"/> must be started.</summary>
    public bool MakeDue()
    {
        _isDue = true;
        var starts = !_isRunning && !_isClosed;
        _isRunning |= starts;
        return starts;
    }

    /// <summary>Hands over batch after batch while any is due. Called without the lock.</summary>
    public async Task RunAsync()
    {
        while (TakeBatch(out var delivered) is { } batch)
            Answered(batch, delivered, await AppendAsync(batch));
    }

    /// <summary>Waits until everything added so far has been answered; tells whether all of it is committed. Called without the lock.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask<bool> AcknowledgedAsync(CancellationToken cancellation)
    {
        int upTo;
        lock (Gate)
            upTo = _sequence;
        while (NextAnswer(() => _acknowledged < upTo) is { } answered)
            await answered.Task.WaitAsync(cancellation);
        lock (Gate)
            return !_hasUncommitted;
    }

    /// <summary>Waits until the given number of bytes may be delivered without more than <paramref name="most"/> being unacknowledged, or nothing is left to wait for.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public async ValueTask RoomAsync(long bytes, long most, CancellationToken cancellation)
    {
        while (NextAnswer(() => _isRunning && Unacknowledged > 0 && Unacknowledged + bytes > most) is { } answered)
            await answered.Task.WaitAsync(cancellation);
    }

    TaskCompletionSource? NextAnswer(Func<bool> isAwaited)
    {
        lock (Gate)
            return isAwaited() ? (_answered ??= new(TaskCreationOptions.RunContinuationsAsynchronously)) : null;
    }

    JournalBatch? TakeBatch(out long delivered)
    {
        lock (Gate)
        {
            if (_isDue)
                source.Collect();
            (delivered, _delivered) = (_delivered, 0);
            if (!_isDue || _entries.Count == 0)
            {
                _isDue = _isRunning = false;
                if (HasEnded && !_isClosed)
                {
                    _isClosed = true;
                    source.Closed();
                }
                return null;
            }
            _isDue = HasEnded;
            Volatile.Write(ref _waitsSince, time.GetTimestamp());
            return new JournalBatch(id, _entries.DrainToImmutable()) { AnswerText = HasEnded ? AnswerText : null };
        }
    }

    async ValueTask<JournalReceipt> AppendAsync(JournalBatch batch)
    {
        var (weight, isLast) = (BatchSize.Of(batch), batch.Entries[^1].Event is TransactionEnded);
        backlog.Add(weight, isLast);
        try
        {
            return await journal.AppendAsync(batch);
        }
        catch (Exception cause)
        {
            // A journal that breaks its promise not to throw must not become the client's trouble (I-63).
            source.Failed(cause);
            return JournalReceipt.Lost;
        }
        finally
        {
            backlog.Remove(weight, isLast);
        }
    }

    void Answered(JournalBatch batch, long delivered, JournalReceipt receipt)
    {
        TaskCompletionSource? answered;
        lock (Gate)
        {
            Volatile.Write(ref _waitsSince, 0);
            _acknowledged = batch.Entries[^1].Sequence;
            _hasUncommitted |= receipt != JournalReceipt.Committed;
            _unacknowledged -= delivered;
            (answered, _answered) = (_answered, null);
        }
        answered?.TrySetResult();
        if (receipt == JournalReceipt.Lost)
            source.Lost(batch.Entries.Length);
    }
}
