namespace Luthien.Streams;

sealed class GroupedStage<T>(int size) : FlowStage<T, IReadOnlyList<T>>
{
    List<T> _group = [];

    protected override ValueTask OnNext(T element)
    {
        _group.Add(element);
        return _group.Count < size ? default : PushGroup();
    }

    protected override ValueTask OnComplete() => _group.Count == 0 ? default : PushGroup();

    protected override ValueTask OnDispose()
    {
        _group.ForEach(Drop);
        return default;
    }

    ValueTask PushGroup()
    {
        var group = _group;
        _group = [];
        return Push(group);
    }
}
