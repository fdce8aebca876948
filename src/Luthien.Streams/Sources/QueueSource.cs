namespace Luthien.Streams;

/// <summary>A far side without a near side: the world offers.</summary>
sealed class QueueSource<T>(StreamRun run, int capacity, OverflowStrategy overflow, Stage<T> first)
    : BufferFarSide<T>(run, capacity, first), ISourceQueue<T>
{
    int _offering;

    public ValueTask<QueueOfferResult> OfferAsync(T element, CancellationToken cancellationToken = default)
    {
        if (element is null)
            throw new ArgumentNullException(nameof(element), "Nulls are illegal elements.");
        switch (Queue.Offer(element, overflow, out var oldest))
        {
            case Offered.Taken:
                return new(QueueOfferResult.Enqueued);
            case Offered.TakenForOldest:
                Run.Drop(oldest);
                return new(QueueOfferResult.Enqueued);
            case Offered.Refused:
                Run.Drop(element);
                return new(Ended);
            case Offered.Full when overflow is OverflowStrategy.Backpressure:
                return OfferLater(element, cancellationToken);
            case Offered.Full when overflow is OverflowStrategy.Fail:
                Run.Drop(element);
                Fail(new BufferOverflowException(Queue.Capacity));
                return new(QueueOfferResult.Failed);
            default:
                Run.Drop(element);
                return new(QueueOfferResult.Dropped);
        }
    }

    public void Complete() => Queue.End(failure: null);

    public void Fail(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        Queue.End(cause);
    }

    QueueOfferResult Ended => Queue.Failure is null ? QueueOfferResult.Closed : QueueOfferResult.Failed;

    async ValueTask<QueueOfferResult> OfferLater(T element, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _offering, 1) != 0)
            throw new InvalidOperationException("Another offer is still pending: await it first.");
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var room = Queue.WaitForRoom();
                await using (cancellationToken.UnsafeRegister(static queue => ((BoundedQueue<T>)queue!).WakeSender(), Queue).ConfigureAwait(false))
                    await room.ConfigureAwait(false);
                var offered = Queue.Offer(element, overflow, out _);
                if (offered is Offered.Taken)
                    return QueueOfferResult.Enqueued;
                if (offered is Offered.Refused)
                {
                    Run.Drop(element);
                    return Ended;
                }
            }
        }
        finally
        {
            Volatile.Write(ref _offering, 0);
        }
    }
}
