namespace Luthien.Streams;

/// <summary>Where flows begin.</summary>
public static class Flow
{
    /// <summary>A flow that passes everything on: the start of a chain of operators.</summary>
    public static Flow<T, T, NotUsed> Create<T>() =>
        new((StreamRun _, Stage<T> next, out NotUsed value) =>
        {
            value = NotUsed.Instance;
            return next;
        });

    /// <summary>A flow of one custom stage.</summary>
    /// <param name="factory">Called once per run: the stage's state belongs to one run and must be new each time.</param>
    public static Flow<TIn, TOut, NotUsed> FromStage<TIn, TOut>(Func<FlowStage<TIn, TOut>> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new((StreamRun run, Stage<TOut> next, out NotUsed value) =>
        {
            value = NotUsed.Instance;
            return run.Add(factory()).Before(next);
        });
    }

    /// <summary>A flow of one custom stage that materialises a value.</summary>
    /// <param name="factory">Called once per run: returns a new stage and what the run materialises.</param>
    public static Flow<TIn, TOut, TMat> FromStage<TIn, TOut, TMat>(Func<(FlowStage<TIn, TOut> Stage, TMat Value)> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new((StreamRun run, Stage<TOut> next, out TMat value) =>
        {
            (var stage, value) = factory();
            return run.Add(stage).Before(next);
        });
    }
}
