namespace Luthien.Streams;

/// <summary>Where sinks are made.</summary>
public static partial class Sink
{
    /// <summary>A sink of one custom stage.</summary>
    /// <param name="factory">Called once per run: the stage's state belongs to one run and must be new each time.</param>
    public static Sink<T, NotUsed> FromStage<T>(Func<SinkStage<T>> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return FromStage<T, NotUsed>(() => (factory(), NotUsed.Instance));
    }

    /// <summary>A sink of one custom stage that materialises a value.</summary>
    /// <param name="factory">Called once per run: returns a new stage and what the run materialises.</param>
    public static Sink<T, TMat> FromStage<T, TMat>(Func<(SinkStage<T> Stage, TMat Value)> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        return new((StreamRun run, bool decides, out TMat value) =>
        {
            (var stage, value) = factory();
            run.Add(stage);
            if (decides)
                run.DecideBy(stage);
            return stage;
        });
    }
}
