namespace Luthien.Streams;

/// <summary>Tells a task how the stream ended here.</summary>
sealed class WatchTerminationStage<T>(TaskCompletionSource<Done> terminated) : FlowStage<T, T>
{
    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element) => Push(element);

    // Without a signal the stage was never reached, or downstream wanted no more: both are a normal end.
    protected override ValueTask OnDispose()
    {
        terminated.TrySetResult(Done.Instance);
        return default;
    }

    internal override ValueTask EndBelow(Exception? failure)
    {
        if (failure is null)
            terminated.TrySetResult(Done.Instance);
        else
            terminated.TrySetException(failure);
        return base.EndBelow(failure);
    }
}
