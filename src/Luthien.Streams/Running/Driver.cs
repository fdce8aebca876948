namespace Luthien.Streams;

/// <summary>A loop that feeds one chain of fused stages: a source, or the far side of an async boundary.</summary>
/// <remarks>
/// The journey of a chain: (1) the loop runs until it returns, throws or is asked to stop; (2) it is awaited, always, before anything
/// below hears of an end (a pending pull must never be disposed); (3) the end is signalled once, from the loop's own turn;
/// (4) the run is told that this driver moves no more.
/// </remarks>
abstract class Driver(StreamRun run) : Upstream(run)
{
    Stop? _stop;
    int _turns;

    internal Driver? Below { get; set; }

    internal string? Name { get; set; }

    internal long Pushed { get; private protected set; }

    /// <summary>False for a driver that another part starts when its time comes.</summary>
    internal bool StartsWithRun { get; set; } = true;

    internal bool IsStopping => Volatile.Read(ref _stop) is not null;

    internal override bool IsCancelled => Volatile.Read(ref _stop) is { IsGraceful: false };

    /// <summary>Why the chain wants no more, or null.</summary>
    internal Exception? StopCause => Volatile.Read(ref _stop)?.Cause;

    internal override void Cancel(Exception cause) => TryStop(new Stop(null, null, cause));

    internal override bool End(Stage? at, Exception? failure)
    {
        if (!TryStop(Stop.EndAt(at, failure)))
            return false;
        if (failure is not null)
            Interrupt(at);
        return true;
    }

    /// <summary>A graceful end from above: the far side of a boundary has none of its own, it ends when its queue is drained.</summary>
    internal virtual void Shutdown() => End(at: null, failure: null);

    /// <summary>Runs the driver on the thread pool, with the caller's execution context.</summary>
    internal void Start() => ThreadPool.QueueUserWorkItem(static driver => _ = driver.DriveAsync(), this, preferLocal: false);

    /// <summary>Pushes until there is nothing left. A throw is a failure of the stream, except for a cancellation it was asked for.</summary>
    private protected abstract ValueTask Loop();

    /// <summary>The loop was asked to stop: wake it up. May be called from any thread.</summary>
    private protected abstract void OnStopping();

    private protected abstract ValueTask EndChain(Exception? failure);

    private protected abstract ValueTask CancelChain(Exception cause);

    /// <summary>A failure is coming: whatever waits at the far end of the chain, below <paramref name="from"/>, lets go.</summary>
    private protected abstract void Interrupt(Stage? from);

    /// <summary>Called when the chain has ended, before the driver leaves the run: await what the loop started.</summary>
    private protected virtual ValueTask Settle() => default;

    /// <summary>Called when the loop has ended, before the chain hears of it.</summary>
    private protected virtual void OnLoopEnded(Exception? thrown)
    {
    }

    /// <summary>True now and then, when a busy driver should let others have the thread.</summary>
    private protected bool ShouldYield() => ++_turns >= Run.EventLimit && ResetTurns();

    private protected bool ResetTurns()
    {
        _turns = 0;
        return true;
    }

    async Task DriveAsync()
    {
        Exception? thrown = null;
        if (!IsStopping)
        {
            try
            {
                await Loop().ConfigureAwait(false);
            }
            catch (Exception cause)
            {
                thrown = cause;
            }
        }

        OnLoopEnded(thrown);
        var stop = Interlocked.CompareExchange(ref _stop, Stop.Finished, comparand: null);
        await Finish(stop, thrown).ConfigureAwait(false);
        await Settle().ConfigureAwait(false);
        await Run.Leave().ConfigureAwait(false);
    }

    async ValueTask Finish(Stop? stop, Exception? thrown)
    {
        if (stop is null)
        {
            await EndChain(thrown).ConfigureAwait(false);
            return;
        }

        // A source that fails for a reason of its own while it shuts down has still failed.
        var failure = stop.Failure ?? (stop.IsGraceful && thrown is not OperationCanceledException ? thrown : null);
        if (stop.IsWholeChain)
        {
            await EndChain(failure).ConfigureAwait(false);
            return;
        }

        if (stop.At is { } at)
            at.Closed = true;
        await CancelChain(stop.Cause).ConfigureAwait(false);
        if (stop.At is not null)
            await stop.At.EndBelow(failure).ConfigureAwait(false);
    }

    bool TryStop(Stop stop)
    {
        if (Interlocked.CompareExchange(ref _stop, stop, comparand: null) is not null)
            return false;
        OnStopping();
        return true;
    }

    /// <summary>Why and where a driver was asked to stop.</summary>
    sealed record Stop(Stage? At, Exception? Failure, Exception Cause)
    {
        internal static Stop Finished { get; } = new(null, null, StreamCancellation.Shutdown) { IsGraceful = true };

        internal bool IsGraceful { get; private init; }

        internal bool IsWholeChain { get; private init; }

        internal static Stop EndAt(Stage? at, Exception? failure) =>
            new(at, failure, failure ?? StreamCancellation.Shutdown) { IsGraceful = failure is null, IsWholeChain = at is null };
    }
}
