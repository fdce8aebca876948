namespace Luthien.Streams;

/// <summary>The operators of a source. Each returns a new recipe.</summary>
public static class SourceOperators
{
    /// <summary>Emits what a function makes of each element.</summary>
    public static Source<TOut, TMat> Select<T, TOut, TMat>(this Source<T, TMat> source, Func<T, TOut> selector) =>
        source.Through(() => new SelectStage<T, TOut>(selector));
}
