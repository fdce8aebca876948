namespace Luthien.Streams;

/// <summary>A live stage at the end of a stream.</summary>
/// <remarks>Write in <see cref="Stage{TIn}.OnNext"/> and flush in <see cref="Stage{TIn}.OnIdle"/>: few, large writes under load and none held back when idle.</remarks>
/// <typeparam name="TIn">What the stage takes.</typeparam>
public abstract class SinkStage<TIn> : Stage<TIn>
{
    StreamOutcome? _outcome;

    internal override StreamOutcome? Outcome => _outcome;

    /// <summary>The stage itself failed: one of its own signals threw. It gets no other signal but its disposal.</summary>
    /// <param name="cause">What was thrown.</param>
    protected virtual ValueTask OnFault(Exception cause) => default;

    /// <summary>Stops before the end: upstream is cancelled. The signal that is being handled is the last.</summary>
    /// <param name="cause">Told to upstream; by default <see cref="StreamCancellation.NoMoreElementsNeeded"/>.</param>
    protected void CancelStage(Exception? cause = null)
    {
        if (Closed)
            return;
        Closed = true;
        cause ??= StreamCancellation.NoMoreElementsNeeded;
        _outcome = new StreamOutcome.Cancelled(cause);
        Upstream.Cancel(cause);
    }

    internal override async ValueTask Fail(Exception cause)
    {
        if (Closed)
            return;
        Closed = true;
        _outcome = new StreamOutcome.Failed(cause);
        try
        {
            await OnFailure(cause).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            await EndBelow(new AggregateException(cause, second)).ConfigureAwait(false);
        }
    }

    // Nothing is below a sink: this is its own end, after its own completion or its own fault.
    internal override async ValueTask EndBelow(Exception? failure)
    {
        if (failure is null)
        {
            _outcome = StreamOutcome.Completed.Instance;
            return;
        }

        _outcome = new StreamOutcome.Failed(failure);
        try
        {
            await OnFault(failure).ConfigureAwait(false);
        }
        catch (Exception second)
        {
            Upstream.Run.Report(second);
        }
    }
}
