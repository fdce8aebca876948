using Luthien.Streams.Supervision;

namespace Luthien.Streams;

/// <summary>A recipe that takes elements and emits elements. Immutable and free of live resources: it can be run any number of times.</summary>
/// <remarks>Safe to use from any thread. Its operators are in <see cref="FlowOperators"/>.</remarks>
/// <typeparam name="TIn">What it takes.</typeparam>
/// <typeparam name="TOut">What it emits.</typeparam>
/// <typeparam name="TMat">What a run materialises.</typeparam>
public sealed class Flow<TIn, TOut, TMat>
{
    readonly Builder _build;

    internal Flow(Builder build) => _build = build;

    /// <summary>Puts the live stages of the flow before <paramref name="next"/> and returns the first of them.</summary>
    internal delegate Stage<TIn> Builder(StreamRun run, Stage<TOut> next, out TMat value);

    /// <summary>Appends a flow and keeps this flow's value.</summary>
    public Flow<TIn, TNext, TMat> Via<TNext, TOther>(Flow<TOut, TNext, TOther> flow) => ViaMat(flow, Keep.Left);

    /// <summary>Appends a flow and combines both values.</summary>
    public Flow<TIn, TNext, TResult> ViaMat<TNext, TOther, TResult>(Flow<TOut, TNext, TOther> flow, Func<TMat, TOther, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(combine);
        return new Flow<TIn, TNext, TResult>((StreamRun run, Stage<TNext> next, out TResult value) =>
        {
            var middle = flow.Build(run, next, out var other);
            var first = Build(run, middle, out var own);
            value = combine(own, other);
            return first;
        });
    }

    /// <summary>Appends a sink and keeps this flow's value.</summary>
    public Sink<TIn, TMat> To<TOther>(Sink<TOut, TOther> sink) => ToMat(sink, Keep.Left);

    /// <summary>Appends a sink and combines both values.</summary>
    public Sink<TIn, TResult> ToMat<TOther, TResult>(Sink<TOut, TOther> sink, Func<TMat, TOther, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentNullException.ThrowIfNull(combine);
        return new Sink<TIn, TResult>((StreamRun run, bool decides, out TResult value) =>
        {
            var last = sink.Build(run, decides, out var other);
            var first = Build(run, last, out var own);
            value = combine(own, other);
            return first;
        });
    }

    /// <summary>Changes what a run materialises.</summary>
    public Flow<TIn, TOut, TOther> MapMaterializedValue<TOther>(Func<TMat, TOther> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new Flow<TIn, TOut, TOther>((StreamRun run, Stage<TOut> next, out TOther value) =>
        {
            var first = Build(run, next, out var own);
            value = map(own);
            return first;
        });
    }

    /// <summary>Names the operator just before, so that its counts show in the run.</summary>
    public Flow<TIn, TOut, TMat> Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new Flow<TIn, TOut, TMat>((StreamRun run, Stage<TOut> next, out TMat value) =>
        {
            run.PendingName = name;
            return Build(run, next, out value);
        });
    }

    /// <summary>Lets a decider answer what operators of this flow throw. The innermost decider counts.</summary>
    public Flow<TIn, TOut, TMat> WithSupervision(Decider decider)
    {
        ArgumentNullException.ThrowIfNull(decider);
        return new Flow<TIn, TOut, TMat>((StreamRun run, Stage<TOut> next, out TMat value) =>
        {
            var outer = run.Decider;
            run.Decider = decider;
            var first = Build(run, next, out value);
            run.Decider = outer;
            return first;
        });
    }

    /// <inheritdoc cref="Source{T, TMat}.OnDropped{TElement}"/>
    public Flow<TIn, TOut, TMat> OnDropped<TElement>(Action<TElement> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return new Flow<TIn, TOut, TMat>((StreamRun run, Stage<TOut> next, out TMat value) =>
        {
            run.AddDropHook(hook);
            return Build(run, next, out value);
        });
    }

    internal Flow<TIn, TNext, TMat> Through<TNext>(Func<FlowStage<TOut, TNext>> factory) =>
        new((StreamRun run, Stage<TNext> next, out TMat value) => Build(run, run.Add(factory()).Before(next), out value));

    internal Stage<TIn> Build(StreamRun run, Stage<TOut> next, out TMat value) => _build(run, next, out value);
}
