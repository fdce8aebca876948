namespace Luthien.Streams;

sealed class SelectStage<TIn, TOut>(Func<TIn, TOut> selector) : FlowStage<TIn, TOut>
{
    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(TIn element) => Push(selector(element));
}
