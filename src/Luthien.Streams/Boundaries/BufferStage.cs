using System.Runtime.CompilerServices;

namespace Luthien.Streams;

/// <summary>The near side of a buffer.</summary>
sealed class BufferStage<T>(BoundedQueue<T> queue, OverflowStrategy overflow) : Stage<T>
{
    internal override long Dropped => queue.Dropped;

    protected override ValueTask OnNext(T element)
    {
        switch (queue.Offer(element, overflow, out var oldest))
        {
            case Offered.Taken:
                return default;
            case Offered.TakenForOldest:
                Drop(oldest);
                return default;
            case Offered.Full when overflow is OverflowStrategy.Backpressure:
                return SendLater(element);
            case Offered.Full when overflow is OverflowStrategy.Fail:
                Drop(element);
                return FailHere(new BufferOverflowException(queue.Capacity));
            default:
                Drop(element);
                return default;
        }
    }

    internal override ValueTask EndBelow(Exception? failure)
    {
        queue.End(failure);
        return default;
    }

    internal override void Interrupt() => queue.Refuse();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    async ValueTask SendLater(T element)
    {
        Offered offered;
        do
        {
            await queue.WaitForRoom().ConfigureAwait(false);
            offered = queue.Offer(element, overflow, out _);
        }
        while (offered is Offered.Full);
        if (offered is Offered.Refused)
            Drop(element);
    }
}
