namespace Luthien.Streams;

sealed class FirstSinkStage<T> : ResultSinkStage<T, T>
{
    private protected override T Total => throw new InvalidOperationException("The stream ended without an element.");

    protected override ValueTask OnNext(T element)
    {
        Settle(element);
        CancelStage();
        return default;
    }
}
