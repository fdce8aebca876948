namespace Luthien.Streams;

/// <summary>A recipe that takes elements. Immutable and free of live resources: it can be run any number of times.</summary>
/// <remarks>Safe to use from any thread.</remarks>
/// <typeparam name="T">What it takes.</typeparam>
/// <typeparam name="TMat">What a run materialises.</typeparam>
public sealed class Sink<T, TMat>
{
    readonly Builder _build;

    internal Sink(Builder build) => _build = build;

    /// <summary>Makes the live stages of the sink and returns the first of them.</summary>
    internal delegate Stage<T> Builder(StreamRun run, bool decides, out TMat value);

    /// <summary>Changes what a run materialises.</summary>
    public Sink<T, TOther> MapMaterializedValue<TOther>(Func<TMat, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new Sink<T, TOther>((StreamRun run, bool decides, out TOther value) =>
        {
            var first = Build(run, decides, out var own);
            value = map(own);
            return first;
        });
    }

    /// <summary>Names the sink, so that its counts show in the run.</summary>
    public Sink<T, TMat> Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new Sink<T, TMat>((StreamRun run, bool decides, out TMat value) =>
        {
            run.PendingName = name;
            return Build(run, decides, out value);
        });
    }

    internal Stage<T> Build(StreamRun run, bool decides, out TMat value) => _build(run, decides, out value);
}
