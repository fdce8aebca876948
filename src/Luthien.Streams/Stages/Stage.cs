using Luthien.Streams.Supervision;

namespace Luthien.Streams;

/// <summary>One live stage of one run: what every stage has, whatever its element type.</summary>
/// <remarks>
/// All signals of a stage come one after the other, never at the same time, though not always on the same thread; fields need no lock.
/// Write stages by deriving from <see cref="FlowStage{TIn, TOut}"/> or <see cref="SinkStage{TIn}"/>.
/// </remarks>
public abstract class Stage
{
    private protected Stage()
    {
    }

    /// <summary>The run's clock.</summary>
    protected TimeProvider Time => Upstream.Run.Time;

    /// <summary>Cancelled when the run is aborted: hand it to waits that would otherwise outlive the run.</summary>
    /// <remarks>A graceful shutdown, a completion or an upstream failure does not cancel it: what is in flight is still delivered.</remarks>
    protected CancellationToken Aborted => Upstream.Run.Aborted;

    /// <summary>True when whatever the stage would still push is not wanted. Ask in long loops that push.</summary>
    /// <remarks>Not yet true in <c>OnComplete</c> and <c>OnFailure</c>: what a stage held back is still wanted there.</remarks>
    protected bool IsCancelled => EndedBelow || Upstream.IsCancelled;

    internal Upstream Upstream { get; private set; } = null!;

    internal Stage? Below { get; set; }

    /// <summary>What only a named or supervised stage has.</summary>
    internal StageTraits? Traits { get; set; }

    internal long Received { get; set; }

    internal virtual long Dropped => 0;

    /// <summary>True when the stage takes no more input: it was told of an end, or made one itself.</summary>
    internal bool Closed { get; set; }

    /// <summary>How the stream ended here, where nothing is below.</summary>
    internal virtual StreamOutcome? Outcome => null;

    /// <summary>True when what is below has been told of an end.</summary>
    private protected bool EndedBelow { get; set; }

    /// <summary>Called once, before the first signal. An exception fails the stream at this stage.</summary>
    protected virtual void OnStart()
    {
    }

    /// <summary>Called when the decider chose <see cref="Directive.Restart"/>: go back to the initial state.</summary>
    protected virtual void OnRestart()
    {
    }

    /// <summary>Downstream wants no more; the stage gets no other signal but its disposal. Not called where the stage itself made the end.</summary>
    /// <param name="cause">Why, as the canceller put it.</param>
    protected virtual ValueTask OnCancelled(Exception cause) => default;

    /// <summary>Called exactly once, when nothing of the run moves any more: return what the stage holds.</summary>
    protected virtual ValueTask OnDispose() => default;

    /// <summary>Hands an element that goes no further to the run's drop hook, if there is one for its type.</summary>
    protected void Drop<T>(T element) => Upstream.Run.Drop(element);

    /// <summary>Tells the stage, and those below it up to the next boundary, who feeds them.</summary>
    internal virtual void Attach(Upstream upstream) => AttachSelf(upstream);

    private protected void AttachSelf(Upstream upstream) => Upstream = upstream;

    internal void Start()
    {
        try
        {
            OnStart();
        }
        catch (Exception cause)
        {
            Upstream.End(this, cause);
        }
    }

    /// <summary>Ends everything below this stage; a failure where <paramref name="failure"/> is given, else a completion.</summary>
    internal abstract ValueTask EndBelow(Exception? failure);

    /// <summary>The stage fails by itself: upstream is cancelled, downstream hears of it.</summary>
    internal ValueTask FailHere(Exception cause)
    {
        Closed = true;
        Upstream.Cancel(cause);
        return EndBelow(cause);
    }

    /// <summary>Passes a cancellation down from the source to the stage that asked for it.</summary>
    internal virtual async ValueTask Cancel(Exception cause)
    {
        Closed = true;
        try
        {
            await OnCancelled(cause).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Upstream.Run.Report(failure);
        }
    }

    /// <summary>A failure is coming from above: let go of whatever waits here. May be called from any thread.</summary>
    internal virtual void Interrupt()
    {
    }

    internal async ValueTask Dispose()
    {
        try
        {
            await OnDispose().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Upstream.Run.Report(failure);
        }
    }

    /// <summary>True when the stage shall go on after <paramref name="cause"/>.</summary>
    internal bool Survives(Exception cause)
    {
        switch (Traits?.Decider?.Invoke(cause) ?? Directive.Stop)
        {
            case Directive.Resume:
                CountFault();
                return true;
            case Directive.Restart:
                CountFault();
                OnRestart();
                return true;
            default:
                return false;
        }
    }

    private protected void CountFault()
    {
        if (Traits is { } traits)
            traits.Faults++;
    }
}
