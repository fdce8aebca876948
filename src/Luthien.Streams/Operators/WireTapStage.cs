namespace Luthien.Streams;

/// <summary>Lets a sink look on, in a run of its own: it can neither slow nor break the main line.</summary>
sealed class WireTapStage<T>(StreamRun side, BoundedQueue<T> queue) : FlowStage<T, T>
{
    internal override bool IsTransparent => true;

    internal override long Dropped => queue.Dropped;

    protected override void OnStart() => side.Start();

    // An element that the tap misses is still on the main line: it is not dropped.
    protected override ValueTask OnNext(T element)
    {
        queue.Offer(element, OverflowStrategy.DropHead, out _);
        return Push(element);
    }

    protected override ValueTask OnCancelled(Exception cause)
    {
        queue.End(failure: null);
        return default;
    }

    internal override ValueTask EndBelow(Exception? failure)
    {
        queue.End(failure);
        return base.EndBelow(failure);
    }
}
