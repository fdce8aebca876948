namespace Luthien.Streams;

sealed class WhereStage<T>(Func<T, bool> predicate) : FlowStage<T, T>
{
    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element)
    {
        if (predicate(element))
            return Push(element);
        Drop(element);
        return default;
    }
}
