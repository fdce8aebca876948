namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// Keeps a client company while policies hold its answer: what was let go before is flushed at once, and after each <c>heartbeat</c> of silence it gets a sign
/// of life.
/// </summary>
/// <remarks>
/// The reply has one writer at a time: the graph's sink takes a turn for each event and waits for it, the timer takes one only when it is free. One timer a
/// call, looked at once per silence; events leave a timestamp behind.
/// </remarks>
/// <param name="reply">The reply.</param>
/// <param name="interval">The longest silence; zero gives no sign of life.</param>
/// <param name="mayHold">Whether policies may hold what they have taken. Else the answer is held only while an event is under way in them.</param>
/// <param name="time">The clock.</param>
/// <param name="onFailure">Told why the client could not be reached.</param>
sealed class Heartbeat(Reply reply, TimeSpan interval, bool mayHold, TimeProvider time, Action<Exception> onFailure) : IAsyncDisposable
{
    // What remains of an interval that counts as passed: timers are no finer.
    static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);

    readonly Turn _turn = new();
    ITimer? _timer;
    CancellationToken _aborted;
    long _last;
    bool _isUnderWay;
    bool _isTaken;

    /// <summary>Begins to watch over the silence.</summary>
    public void Start(CancellationToken aborted)
    {
        _aborted = aborted;
        _last = time.GetTimestamp();
        if (interval > TimeSpan.Zero)
            _timer = time.CreateTimer(static beat => ((Heartbeat)beat!).Look(), this, interval, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Takes the turn if it is free.</summary>
    public bool TryEnter() => _turn.TryEnter();

    /// <summary>Takes the turn as soon as it is free.</summary>
    /// <exception cref="OperationCanceledException">The run was aborted: the turn may never be free again.</exception>
    public Task EnterAsync(CancellationToken aborted) => _turn.EnterAsync(aborted);

    /// <summary>Gives the turn back: the client was given what there was.</summary>
    public void Exit()
    {
        Volatile.Write(ref _last, time.GetTimestamp());
        _turn.Exit();
    }

    /// <summary>An event goes into the policies.</summary>
    public void Entered() => Volatile.Write(ref _isUnderWay, true);

    /// <summary>An event came out of them.</summary>
    public void Left() => Volatile.Write(ref _isUnderWay, false);

    /// <summary>Policies make an event wait: what was let go before it is not theirs to hold (PP3).</summary>
    public void FlushBefore()
    {
        // Busy: then it is the client that is waited for.
        if (TryEnter())
            _ = InTurnAsync(SettleAsync());
    }

    /// <summary>Takes the turn for good, after whoever has it: the graph writes no more, whatever a policy that hangs in it does later. Once.</summary>
    /// <returns>Whether it was taken by this; false when the graph is ending by itself.</returns>
    public async Task<bool> TakeAsync()
    {
        if (Interlocked.Exchange(ref _isTaken, true))
            return false;
        await _turn.EnterAsync(CancellationToken.None);
        if (_timer is not null)
            await _timer.DisposeAsync();
        return true;
    }

    /// <summary>Takes the turn for good, unless that was done.</summary>
    public async ValueTask DisposeAsync() => await TakeAsync();

    void Look()
    {
        var left = interval - time.GetElapsedTime(Volatile.Read(ref _last));
        if (left >= Grain)
            Arm(left);
        else if ((mayHold || Volatile.Read(ref _isUnderWay)) && TryEnter())
            _ = BeatAsync();
        else
            Arm(interval);
    }

    async Task BeatAsync()
    {
        await InTurnAsync(WriteBeatAsync());
        Arm(interval);
    }

    async Task InTurnAsync(Task writing)
    {
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (writing.Exception is { } cause)
            onFailure(cause);
        Exit();
    }

    async Task WriteBeatAsync()
    {
        if (reply.KeepAlive())
            await reply.FlushAsync(_aborted);
    }

    async Task SettleAsync() => await reply.SettleAsync(_aborted);

    // Refused by a timer that is disposed already: then the reply has ended.
    void Arm(TimeSpan delay) => _timer?.Change(delay, Timeout.InfiniteTimeSpan);
}
