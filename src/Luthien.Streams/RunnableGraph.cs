namespace Luthien.Streams;

/// <summary>A recipe with no open end. Immutable: it can be run any number of times, each run is independent of the others.</summary>
/// <remarks>Safe to use from any thread.</remarks>
/// <typeparam name="TMat">What a run materialises.</typeparam>
public sealed class RunnableGraph<TMat>
{
    readonly Func<StreamRun, TMat> _build;

    internal RunnableGraph(Func<StreamRun, TMat> build) => _build = build;

    /// <summary>Starts a new run on the thread pool and returns at once.</summary>
    /// <remarks>Throws what a stage factory throws; nothing has run then.</remarks>
    public StreamRun<TMat> Run(IMaterializer materializer)
    {
        ArgumentNullException.ThrowIfNull(materializer);
        var run = new StreamRun<TMat>(materializer);
        run.Value = _build(run);
        run.Start();
        return run;
    }

    /// <summary>Changes what a run materialises.</summary>
    public RunnableGraph<TOther> MapMaterializedValue<TOther>(Func<TMat, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new RunnableGraph<TOther>(run => map(_build(run)));
    }
}
