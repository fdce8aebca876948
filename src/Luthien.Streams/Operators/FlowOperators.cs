namespace Luthien.Streams;

/// <summary>The operators of a flow. Each returns a new recipe.</summary>
public static class FlowOperators
{
    /// <inheritdoc cref="SourceOperators.Select"/>
    public static Flow<TIn, TOut, TMat> Select<TIn, T, TOut, TMat>(this Flow<TIn, T, TMat> flow, Func<T, TOut> selector) =>
        flow.Through(() => new SelectStage<T, TOut>(selector));
}
