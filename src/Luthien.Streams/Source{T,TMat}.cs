using Luthien.Streams.Supervision;

namespace Luthien.Streams;

/// <summary>A recipe that emits elements. Immutable and free of live resources: it can be run any number of times.</summary>
/// <remarks>Safe to use from any thread. Its operators are in <see cref="SourceOperators"/>.</remarks>
/// <typeparam name="T">What it emits.</typeparam>
/// <typeparam name="TMat">What a run materialises.</typeparam>
public sealed class Source<T, TMat>
{
    readonly Func<StreamRun, Stage<T>, TMat> _build;

    internal Source(Func<StreamRun, Stage<T>, TMat> build) => _build = build;

    /// <summary>Appends a flow and keeps this source's value.</summary>
    public Source<TOut, TMat> Via<TOut, TOther>(Flow<T, TOut, TOther> flow) => ViaMat(flow, Keep.Left);

    /// <summary>Appends a flow and combines both values.</summary>
    public Source<TOut, TResult> ViaMat<TOut, TOther, TResult>(Flow<T, TOut, TOther> flow, Func<TMat, TOther, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(combine);
        return new Source<TOut, TResult>((run, next) =>
        {
            var first = flow.Build(run, next, out var other);
            return combine(Build(run, first), other);
        });
    }

    /// <summary>Closes the recipe with a sink and keeps this source's value.</summary>
    public RunnableGraph<TMat> To<TOther>(Sink<T, TOther> sink) => ToMat(sink, Keep.Left);

    /// <summary>Closes the recipe with a sink and combines both values.</summary>
    public RunnableGraph<TResult> ToMat<TOther, TResult>(Sink<T, TOther> sink, Func<TMat, TOther, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(combine);
        return new RunnableGraph<TResult>(run =>
        {
            var last = sink.Build(run, decides: true, out var other);
            return combine(Build(run, last), other);
        });
    }

    /// <summary>Runs with a sink and returns the sink's value.</summary>
    public TOther RunWith<TOther>(Sink<T, TOther> sink, IMaterializer materializer) => ToMat(sink, Keep.Right).Run(materializer).Value;

    /// <summary>Changes what a run materialises.</summary>
    public Source<T, TOther> MapMaterializedValue<TOther>(Func<TMat, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new Source<T, TOther>((run, next) => map(Build(run, next)));
    }

    /// <summary>Names the operator just before (or the source itself), so that its counts show in the run.</summary>
    public Source<T, TMat> Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new Source<T, TMat>((run, next) =>
        {
            run.PendingName = name;
            return Build(run, next);
        });
    }

    /// <summary>Lets a decider answer what operators of this source throw. The innermost decider counts.</summary>
    public Source<T, TMat> WithSupervision(Decider decider)
    {
        ArgumentNullException.ThrowIfNull(decider);
        return new Source<T, TMat>((run, next) =>
        {
            var outer = run.Decider;
            run.Decider = decider;
            var value = Build(run, next);
            run.Decider = outer;
            return value;
        });
    }

    /// <summary>
    /// Calls a hook with each element of type <typeparamref name="TElement"/> that leaves the run without reaching a sink (an overflow, a
    /// filter, a cancellation, a failure), anywhere in the run: the place to return pooled memory.
    /// </summary>
    /// <remarks>
    /// An element is its stage's from <c>OnNext</c> on: custom stages call <c>Drop</c> themselves for what they keep. The hook must be quick
    /// and must not throw; it may be called from any thread.
    /// </remarks>
    public Source<T, TMat> OnDropped<TElement>(Action<TElement> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return new Source<T, TMat>((run, next) =>
        {
            run.AddDropHook(hook);
            return Build(run, next);
        });
    }

    internal Source<TOut, TMat> Through<TOut>(Func<FlowStage<T, TOut>> factory) =>
        new((run, next) => Build(run, run.Add(factory()).Before(next)));

    internal TMat Build(StreamRun run, Stage<T> next) => _build(run, next);
}
