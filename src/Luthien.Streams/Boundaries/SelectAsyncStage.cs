using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>The near side of a parallel select: starts a task for each element as soon as there is room for its result.</summary>
/// <param name="farSide">Sends what comes of the tasks.</param>
/// <param name="start">Starts an element's task and gives its result a place in the far side's queue.</param>
sealed class SelectAsyncStage<TIn, TOut>(SelectAsyncFarSide<TOut> farSide, Func<TIn, CancellationToken, Slot<TOut>> start) : Stage<TIn>
{
    protected override ValueTask OnNext(TIn element)
    {
        var room = farSide.Queue.WaitForRoom();
        if (!room.IsCompletedSuccessfully)
            return BeginLater(room, element);
        Begin(element);
        return default;
    }

    internal override ValueTask EndBelow(Exception? failure)
    {
        farSide.Queue.End(failure);
        if (failure is not null)
            farSide.CancelPending();
        return default;
    }

    internal override void Interrupt()
    {
        farSide.Queue.Refuse();
        farSide.CancelPending();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask BeginLater(ValueTask room, TIn element)
    {
        await room.ConfigureAwait(false);
        Begin(element);
    }

    void Begin(TIn element)
    {
        if (farSide.Queue.IsRefusing)
            Drop(element);
        else
            farSide.Accept(start(element, farSide.Unwanted));
    }
}
