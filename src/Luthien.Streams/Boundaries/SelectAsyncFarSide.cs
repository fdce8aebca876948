using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Luthien.Streams;

/// <summary>The far side of a parallel select: sends results in the order of their places.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a timer or a link a token source holds nothing to dispose, and a late stop may still reach it.")]
sealed class SelectAsyncFarSide<T>(StreamRun run, int capacity, Stage<T> first) : FarSide<Slot<T>, T>(run, capacity, first)
{
    readonly CancellationTokenSource _unwanted = new();

    /// <summary>Cancelled when results are not wanted any more.</summary>
    internal CancellationToken Unwanted => _unwanted.Token;

    /// <summary>Queues a result on its way. There is room, or the queue ended while the task was being made: then the result is let go.</summary>
    internal void Accept(Slot<T> slot)
    {
        if (Queue.Offer(slot, OverflowStrategy.Backpressure, out _) is not Offered.Taken)
            _ = Discard(slot).AsTask();
    }

    internal void CancelPending() => _ = _unwanted.CancelAsync();

    private protected override bool IsReady(Slot<T> slot) => slot.IsReady;

    private protected override ValueTask WaitUntilReady(Slot<T> slot) => slot.Settled();

    // A slot counts as in flight until its result has been taken downstream.
    private protected override async ValueTask Emit(Slot<T> slot)
    {
        if (slot.Pending is { IsCompletedSuccessfully: false } failed)
            Answer(failed.Exception?.InnerException ?? new TaskCanceledException(failed));
        else if (slot.Pending is null)
            await First.Receive(slot.Result).ConfigureAwait(false);
        else
            await First.Receive(await slot.Pending.ConfigureAwait(false)).ConfigureAwait(false);
        Queue.TryRemove(out _);
    }

    private protected override async ValueTask Discard(Slot<T> slot)
    {
        await slot.Settled().ConfigureAwait(false);
        if (slot.Pending is null)
            Run.Drop(slot.Result);
        else if (slot.Pending.IsCompletedSuccessfully)
            Run.Drop(await slot.Pending.ConfigureAwait(false));
    }

    private protected override void OnStopping()
    {
        base.OnStopping();
        CancelPending();
    }

    private protected override void OnLoopEnded(Exception? thrown)
    {
        CancelPending();
        base.OnLoopEnded(thrown);
    }

    void Answer(Exception cause)
    {
        if (!NearSide!.Survives(cause))
            ExceptionDispatchInfo.Throw(cause);
    }
}
