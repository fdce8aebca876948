namespace Luthien.Streams;

sealed class AggregateSinkStage<T, TState>(TState seed, Func<TState, T, TState> step) : ResultSinkStage<T, TState>
{
    TState _state = seed;

    private protected override TState Total => _state;

    protected override ValueTask OnNext(T element)
    {
        _state = step(_state, element);
        return default;
    }
}
