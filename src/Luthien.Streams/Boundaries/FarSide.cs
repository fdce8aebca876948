namespace Luthien.Streams;

/// <summary>The far side of an async boundary: drives its chain from a queue, and says idle whenever the queue has nothing ready.</summary>
/// <typeparam name="TSlot">What waits in the queue.</typeparam>
/// <typeparam name="TOut">What the chain takes.</typeparam>
abstract class FarSide<TSlot, TOut> : Driver
{
    bool _unflushed;

    private protected FarSide(StreamRun run, int capacity, Stage<TOut> first)
        : base(run)
    {
        Queue = new BoundedQueue<TSlot>(capacity);
        First = first;
        first.Attach(this);
    }

    internal BoundedQueue<TSlot> Queue { get; }

    /// <summary>What feeds the queue, where that is a chain.</summary>
    internal Stage? NearSide { get; set; }

    private protected Stage<TOut> First { get; }

    internal override void Shutdown()
    {
        if (NearSide is null)
            Queue.End(failure: null);
    }

    private protected override async ValueTask Loop()
    {
        while (!IsStopping && Queue.Failure is null)
        {
            var any = Queue.TryPeek(out var slot, out var ended);
            if (ended)
                return;
            if (any && IsReady(slot))
            {
                _unflushed = true;
                Pushed++;
                await Emit(slot).ConfigureAwait(false);
                if (ShouldYield())
                    await Task.Yield();
            }
            else
            {
                await Flush().ConfigureAwait(false);
                if (any)
                    await WaitUntilReady(slot).ConfigureAwait(false);
                else
                    await Queue.WaitForElement().ConfigureAwait(false);
            }
        }
    }

    private protected virtual bool IsReady(TSlot slot) => true;

    private protected virtual ValueTask WaitUntilReady(TSlot slot) => default;

    /// <summary>Sends the oldest slot down the chain and removes it from the queue, in the order that the bound asks for.</summary>
    private protected abstract ValueTask Emit(TSlot slot);

    /// <summary>Lets go of a slot that will not be sent.</summary>
    private protected abstract ValueTask Discard(TSlot slot);

    private protected override void OnStopping() => Queue.WakeReader();

    private protected override void OnLoopEnded(Exception? thrown)
    {
        Queue.Refuse();
        if ((thrown ?? StopCause) is { } cause)
            NearSide?.Upstream.Cancel(cause);
    }

    private protected override async ValueTask Settle()
    {
        while (Queue.TryRemove(out var slot))
            await Discard(slot).ConfigureAwait(false);
    }

    private protected override void Interrupt(Stage? from) => (from ?? First).Interrupt();

    private protected override ValueTask EndChain(Exception? failure)
    {
        failure ??= Queue.Failure;
        return failure is null ? First.Complete() : First.Fail(failure);
    }

    private protected override ValueTask CancelChain(Exception cause) => First.Cancel(cause);

    ValueTask Flush()
    {
        ResetTurns();
        if (!_unflushed)
            return default;
        _unflushed = false;
        return First.ReceiveIdle();
    }
}
