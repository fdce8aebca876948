using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>Sends each element to a side branch as well; the slower of the two sets the pace. A branch that stops is left alone.</summary>
sealed class AlsoToStage<T>(Stage<T> side, SideUpstream sideUpstream) : FlowStage<T, T>
{
    bool _sideEnded;

    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element)
    {
        if (_sideEnded)
            return Push(element);
        if (sideUpstream.Requested is not null)
            return EndSideThenPush(element);
        if (side.Closed)
            return Push(element);
        var main = Push(element);
        var branch = side.Receive(element);
        if (branch.IsCompletedSuccessfully)
            return main;
        return main.IsCompletedSuccessfully ? branch : Both(main, branch);
    }

    protected override ValueTask OnIdle() => side.ReceiveIdle();

    protected override async ValueTask OnComplete()
    {
        await EndSideIfRequested().ConfigureAwait(false);
        await side.Complete().ConfigureAwait(false);
    }

    protected override async ValueTask OnFailure(Exception cause)
    {
        await EndSideIfRequested().ConfigureAwait(false);
        await side.Fail(cause).ConfigureAwait(false);
    }

    protected override ValueTask OnCancelled(Exception cause) => OnComplete();

    internal override ValueTask EndBelow(Exception? failure)
    {
        // Reached without the signals above when a deadline or a switch ends the stream right here.
        var branch = failure is null ? side.Complete() : side.Fail(failure);
        var main = base.EndBelow(failure);
        return branch.IsCompletedSuccessfully ? main : Both(main, branch);
    }

    internal override void Interrupt()
    {
        side.Interrupt();
        base.Interrupt();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    static async ValueTask Both(ValueTask main, ValueTask branch)
    {
        await main.ConfigureAwait(false);
        await branch.ConfigureAwait(false);
    }

    async ValueTask EndSideThenPush(T element)
    {
        await EndSideIfRequested().ConfigureAwait(false);
        await Push(element).ConfigureAwait(false);
    }

    async ValueTask EndSideIfRequested()
    {
        if (_sideEnded || sideUpstream.Requested is not { } ending)
            return;
        _sideEnded = true;
        ending.At!.Closed = true;
        await side.Cancel(ending.Cause).ConfigureAwait(false);
        await ending.At.EndBelow(ending.Failure).ConfigureAwait(false);
    }
}
