namespace Luthien.Streams;

/// <summary>A live stage between a source and a sink: pushes none, one or many elements for each that it takes.</summary>
/// <remarks>
/// <para>Await what <see cref="Push"/> returns, or return it, before pushing again. What is held back is pushed in
/// <see cref="Stage{TIn}.OnComplete"/>; the completion itself is passed on when that is done. In <see cref="Stage{TIn}.OnFailure"/> a stage
/// may push a last element and call <see cref="CompleteStage"/>; otherwise the failure is passed on when that is done.</para>
/// <para><see cref="Stage{TIn}.OnIdle"/> is passed on when the stage is done with it.</para>
/// </remarks>
/// <typeparam name="TIn">What the stage takes.</typeparam>
/// <typeparam name="TOut">What it pushes.</typeparam>
public abstract class FlowStage<TIn, TOut> : Stage<TIn>
{
    private protected Stage<TOut> Next { get; private set; } = null!;

    /// <summary>Sends an element downstream. Drops it where downstream wants no more.</summary>
    /// <returns>Done when downstream has taken it: the back-pressure. Never faults.</returns>
    /// <exception cref="ArgumentNullException">The element is null: nulls are illegal in streams.</exception>
    protected ValueTask Push(TOut element)
    {
        if (element is null)
            throw new ArgumentNullException(nameof(element), "Nulls are illegal elements.");
        return Next.Receive(element);
    }

    /// <summary>Ends the stream here: downstream completes, upstream is cancelled.</summary>
    /// <param name="cause">Told to upstream; by default <see cref="StreamCancellation.NoMoreElementsNeeded"/>.</param>
    protected ValueTask CompleteStage(Exception? cause = null)
    {
        Closed = true;
        Upstream.Cancel(cause ?? StreamCancellation.NoMoreElementsNeeded);
        return EndBelow(failure: null);
    }

    /// <summary>Fails the stream here: downstream hears of the failure, upstream is cancelled. No decider is asked.</summary>
    protected ValueTask FailStage(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return FailHere(cause);
    }

    internal Stage<TIn> Before(Stage<TOut> next)
    {
        Next = next;
        return this;
    }

    internal override void Attach(Upstream upstream)
    {
        AttachSelf(upstream);
        Next.Attach(upstream);
    }

    internal override ValueTask EndBelow(Exception? failure)
    {
        if (EndedBelow)
            return default;
        EndedBelow = true;
        return failure is null ? Next.Complete() : Next.Fail(failure);
    }

    internal override async ValueTask Cancel(Exception cause)
    {
        if (Closed)
            return;
        await base.Cancel(cause).ConfigureAwait(false);
        await Next.Cancel(cause).ConfigureAwait(false);
    }

    internal override void Interrupt() => Next.Interrupt();

    private protected override ValueTask IdleBelow() => Next.ReceiveIdle();
}
