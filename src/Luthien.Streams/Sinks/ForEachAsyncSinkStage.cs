namespace Luthien.Streams;

sealed class ForEachAsyncSinkStage<T>(Func<T, CancellationToken, ValueTask> action) : ResultSinkStage<T, Done>
{
    private protected override Done Total => Done.Instance;

    protected override ValueTask OnNext(T element) => action(element, Aborted);
}
