namespace Luthien.Streams;

sealed class ForEachSinkStage<T>(Action<T> action) : ResultSinkStage<T, Done>
{
    private protected override Done Total => Done.Instance;

    protected override ValueTask OnNext(T element)
    {
        action(element);
        return default;
    }
}
