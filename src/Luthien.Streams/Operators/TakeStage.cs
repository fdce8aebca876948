namespace Luthien.Streams;

sealed class TakeStage<T>(long count) : FlowStage<T, T>
{
    long _left = count;

    internal override bool IsTransparent => true;

    protected override void OnStart()
    {
        if (_left == 0)
            Upstream.End(this, failure: null);
    }

    protected override ValueTask OnNext(T element) => --_left > 0 ? Push(element) : PushLast(element);

    async ValueTask PushLast(T element)
    {
        await Push(element).ConfigureAwait(false);
        await CompleteStage().ConfigureAwait(false);
    }
}
