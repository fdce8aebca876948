namespace Luthien.Streams;

/// <summary>Emits the seed, then each intermediate state.</summary>
sealed class ScanStage<TIn, TState> : FlowStage<TIn, TState>
{
    readonly TState _seed;
    readonly Func<TState, TIn, TState> _step;
    TState _state;
    bool _begun;

    internal ScanStage(TState seed, Func<TState, TIn, TState> step)
    {
        _seed = seed;
        _state = seed;
        _step = step;
    }

    protected override async ValueTask OnNext(TIn element)
    {
        await PushSeed().ConfigureAwait(false);
        _state = _step(_state, element);
        await Push(_state).ConfigureAwait(false);
    }

    protected override ValueTask OnComplete() => PushSeed();

    protected override void OnRestart()
    {
        _state = _seed;
        _begun = false;
    }

    ValueTask PushSeed()
    {
        if (_begun)
            return default;
        _begun = true;
        return Push(_state);
    }
}
