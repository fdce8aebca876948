namespace Luthien.Streams;

sealed class TakeWhileStage<T>(Func<T, bool> predicate, bool inclusive) : FlowStage<T, T>
{
    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element)
    {
        if (predicate(element))
            return Push(element);
        if (inclusive)
            return PushLast(element);
        Drop(element);
        return CompleteStage();
    }

    async ValueTask PushLast(T element)
    {
        await Push(element).ConfigureAwait(false);
        await CompleteStage().ConfigureAwait(false);
    }
}
