namespace Luthien.Streams;

/// <summary>Operators that are more than one stage, as flows: written once for sources and flows.</summary>
static class OperatorFlows
{
    internal static Flow<T, T, NotUsed> Buffer<T>(int capacity, OverflowStrategy overflow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return Of<T, T>((run, next) =>
        {
            var name = Postpone(run);
            var farSide = run.AddDriver(new BufferFarSide<T>(run, capacity, next));
            run.PendingName = name;
            var nearSide = run.Add(new BufferStage<T>(farSide.Queue, overflow));
            farSide.NearSide = nearSide;
            return nearSide;
        });
    }

    internal static Flow<TIn, TOut, NotUsed> SelectAsync<TIn, TOut>(int parallelism, Func<TIn, CancellationToken, ValueTask<TOut>> selector) =>
        SelectAsync(parallelism, selector, () => (element, unwanted) => Slot<TOut>.Of(selector(element, unwanted)));

    internal static Flow<TIn, TOut, NotUsed> SelectAsyncUnordered<TIn, TOut>(int parallelism, Func<TIn, CancellationToken, ValueTask<TOut>> selector) =>
        SelectAsync(parallelism, selector, () =>
        {
            var order = new CompletionOrder<TOut>();
            return (element, unwanted) => order.PlaceFor(selector(element, unwanted));
        });

    static Flow<TIn, TOut, NotUsed> SelectAsync<TIn, TOut>(
        int parallelism, Func<TIn, CancellationToken, ValueTask<TOut>> selector, Func<Func<TIn, CancellationToken, Slot<TOut>>> slots)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        ArgumentNullException.ThrowIfNull(selector);
        if (parallelism == 1)
            return Flow.FromStage(() => new SelectAsyncInTurnStage<TIn, TOut>(selector));
        return Of<TIn, TOut>((run, next) =>
        {
            var name = Postpone(run);
            var farSide = run.AddDriver(new SelectAsyncFarSide<TOut>(run, parallelism, next));
            run.PendingName = name;
            var nearSide = run.Add(new SelectAsyncStage<TIn, TOut>(farSide, slots()));
            farSide.NearSide = nearSide;
            return nearSide;
        });
    }

    internal static Flow<T, T, NotUsed> Concat<T, TOther>(Source<T, TOther> second)
    {
        ArgumentNullException.ThrowIfNull(second);
        return Of<T, T>((run, next) =>
        {
            var joined = new JoinedUpstream(run);
            var first = run.Add(new ConcatStage<T>(joined));
            var before = run.Drivers;
            second.Build(run, run.Add(new ConcatTailStage<T>(joined)).Before(next));
            first.Hold(run.Drivers, before);
            return first.Before(next);
        });
    }

    internal static Flow<T, T, NotUsed> AlsoTo<T, TOther>(Sink<T, TOther> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Of<T, T>((run, next) =>
        {
            var name = Postpone(run);
            var side = sink.Build(run, decides: false, out _);
            var upstream = new SideUpstream(run);
            side.Attach(upstream);
            run.PendingName = name;
            return run.Add(new AlsoToStage<T>(side, upstream)).Before(next);
        });
    }

    internal static Flow<T, T, NotUsed> WireTap<T, TOther>(Sink<T, TOther> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return Of<T, T>((run, next) =>
        {
            var side = new StreamRun<TOther>(run.Materializer);
            var last = sink.Build(side, decides: true, out var value);
            side.Value = value;
            var queue = side.AddDriver(new BufferFarSide<T>(side, capacity: 1, last)).Queue;
            return run.Add(new WireTapStage<T>(side, queue)).Before(next);
        });
    }

    internal static Flow<T, T, Task<Done>> WatchTermination<T>() =>
        Flow.FromStage<T, T, Task<Done>>(() =>
        {
            var terminated = new TaskCompletionSource<Done>(TaskCreationOptions.RunContinuationsAsynchronously);
            return (new WatchTerminationStage<T>(terminated), terminated.Task);
        });

    static Flow<TIn, TOut, NotUsed> Of<TIn, TOut>(Func<StreamRun, Stage<TOut>, Stage<TIn>> build) =>
        new((StreamRun run, Stage<TOut> next, out NotUsed value) =>
        {
            value = NotUsed.Instance;
            return build(run, next);
        });

    // A name given to the operator is for its near side, which is added last.
    static string? Postpone(StreamRun run)
    {
        var name = run.PendingName;
        run.PendingName = null;
        return name;
    }
}
