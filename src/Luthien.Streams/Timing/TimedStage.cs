using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>A stage that pushes from a timer too. The gate keeps the two turns apart; an end shuts it for good.</summary>
abstract class TimedStage<TIn, TOut> : FlowStage<TIn, TOut>, IDeadline
{
    readonly TurnGate _gate = new();
    bool _sealed;

    public abstract TimeSpan Check(long now);

    /// <summary>Handles an element within the turn.</summary>
    private protected abstract ValueTask Take(TIn element);

    /// <summary>What the timer pushes, within the turn.</summary>
    private protected abstract ValueTask PushOnTime();

    protected override void OnStart() => Upstream.Run.Deadlines.Add(this);

    protected override ValueTask OnNext(TIn element)
    {
        if (!_gate.TryEnter())
            return TakeLater(element);
        var turn = Take(element);
        if (!turn.IsCompletedSuccessfully)
            return ExitAfter(turn);
        _gate.Exit();
        return default;
    }

    protected override ValueTask OnComplete() => Seal();

    protected override ValueTask OnFailure(Exception cause) => Seal();

    protected override ValueTask OnCancelled(Exception cause) => Seal();

    internal override async ValueTask EndBelow(Exception? failure)
    {
        await Seal().ConfigureAwait(false);
        await base.EndBelow(failure).ConfigureAwait(false);
    }

    /// <summary>Has <see cref="PushOnTime"/> called, unless an element has the turn: then there is nothing to keep alive.</summary>
    private protected void PushUnlessBusy()
    {
        if (_gate.TryEnter())
            _ = PushAndExit();
    }

    /// <summary>Takes the turn for good: from here on no timer pushes.</summary>
    private protected async ValueTask Seal()
    {
        if (_sealed)
            return;
        _sealed = true;
        await _gate.EnterAsync().ConfigureAwait(false);
    }

    private protected override async ValueTask IdleBelow()
    {
        await _gate.EnterAsync().ConfigureAwait(false);
        await ExitAfter(base.IdleBelow()).ConfigureAwait(false);
    }

    async Task PushAndExit()
    {
        try
        {
            await PushOnTime().ConfigureAwait(false);
            await base.IdleBelow().ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            Upstream.End(this, cause);
        }
        finally
        {
            _gate.Exit();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask TakeLater(TIn element)
    {
        await _gate.EnterAsync().ConfigureAwait(false);
        await ExitAfter(Take(element)).ConfigureAwait(false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask ExitAfter(ValueTask turn)
    {
        try
        {
            await turn.ConfigureAwait(false);
        }
        finally
        {
            _gate.Exit();
        }
    }
}
