namespace Luthien.Streams;

sealed class SeqSinkStage<T> : ResultSinkStage<T, IReadOnlyList<T>>
{
    readonly List<T> _elements = [];

    private protected override IReadOnlyList<T> Total => _elements;

    protected override ValueTask OnNext(T element)
    {
        _elements.Add(element);
        return default;
    }
}
