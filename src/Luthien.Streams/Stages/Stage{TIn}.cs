using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>A live stage that takes elements of <typeparamref name="TIn"/>: the signals it may receive.</summary>
/// <remarks>
/// The order is <c>(OnNext | OnIdle)* (OnComplete | OnFailure | OnCancelled)?</c>, then the disposal. The task that a signal returns
/// is the back-pressure: nothing else is sent until it is done. A stage that throws is answered by its decider, by default with a failed stream.
/// </remarks>
public abstract class Stage<TIn> : Stage
{
    private protected Stage()
    {
    }

    /// <summary>Built-in stages whose pending task is always the next stage's: it cannot fault and needs no guard.</summary>
    internal virtual bool IsTransparent => false;

    /// <summary>Takes one element. From here on the element is the stage's, also when it throws.</summary>
    protected abstract ValueTask OnNext(TIn element);

    /// <summary>The source has nothing more ready right now: a good moment to flush what was collected.</summary>
    /// <remarks>A boundary says it for itself, whenever its queue runs empty. An end of the stream is not announced by it: flush there too.</remarks>
    protected virtual ValueTask OnIdle() => default;

    /// <summary>The last element has been sent.</summary>
    protected virtual ValueTask OnComplete() => default;

    /// <summary>Upstream failed.</summary>
    /// <param name="cause">The first failure.</param>
    protected virtual ValueTask OnFailure(Exception cause) => default;

    /// <summary>What runs behind <see cref="OnIdle"/>.</summary>
    private protected virtual ValueTask IdleBelow() => default;

    /// <summary>Delivers one element. The task never faults: failures become signals.</summary>
    internal ValueTask Receive(TIn element)
    {
        if (Closed)
        {
            Drop(element);
            return default;
        }

        Received++;
        try
        {
            var turn = OnNext(element);
            return turn.IsCompletedSuccessfully || IsTransparent ? turn : Guard(turn);
        }
        catch (Exception cause)
        {
            if (IsTransparent)
                Drop(element);
            return Faulted(cause);
        }
    }

    /// <summary>Delivers the idle signal. The task never faults.</summary>
    internal ValueTask ReceiveIdle()
    {
        if (Closed)
            return default;
        try
        {
            var turn = OnIdle();
            return turn.IsCompletedSuccessfully ? IdleBelow() : GuardIdle(turn);
        }
        catch (Exception cause)
        {
            return Faulted(cause);
        }
    }

    /// <summary>Delivers the completion. The task never faults.</summary>
    internal virtual async ValueTask Complete()
    {
        if (Closed)
            return;
        Closed = true;
        Exception? failure = null;
        try
        {
            await OnComplete().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            failure = cause;
        }

        await EndBelow(failure).ConfigureAwait(false);
    }

    /// <summary>Delivers a failure. The task never faults.</summary>
    internal virtual async ValueTask Fail(Exception cause)
    {
        if (Closed)
            return;
        Closed = true;
        try
        {
            await OnFailure(cause).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            cause = new AggregateException(cause, second);
        }

        await EndBelow(cause).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask Guard(ValueTask turn)
    {
        try
        {
            await turn.ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            await Faulted(cause).ConfigureAwait(false);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask GuardIdle(ValueTask turn)
    {
        await Guard(turn).ConfigureAwait(false);
        if (!Closed)
            await IdleBelow().ConfigureAwait(false);
    }

    ValueTask Faulted(Exception cause)
    {
        // Whoever stopped the chain has the better reason, and tells it to all below.
        if (cause is OperationCanceledException && Upstream.IsCancelled)
            return default;
        try
        {
            return Survives(cause) ? default : FailHere(cause);
        }
        catch (Exception second)
        {
            return FailHere(new AggregateException(cause, second));
        }
    }
}
