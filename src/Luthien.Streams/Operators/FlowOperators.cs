namespace Luthien.Streams;

/// <summary>The operators of a flow. Each returns a new recipe.</summary>
public static partial class FlowOperators
{
    /// <inheritdoc cref="SourceOperators.Select{T, TOut, TMat}(Source{T, TMat}, Func{T, TOut})"/>
    public static Flow<TIn, TOut, TMat> Select<TIn, T, TOut, TMat>(this Flow<TIn, T, TMat> flow, Func<T, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(selector);
        return flow.Through(() => new SelectStage<T, TOut>(selector));
    }

    /// <inheritdoc cref="SourceOperators.Where{T, TMat}(Source{T, TMat}, Func{T, bool})"/>
    public static Flow<TIn, T, TMat> Where<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(predicate);
        return flow.Through(() => new WhereStage<T>(predicate));
    }

    /// <inheritdoc cref="SourceOperators.SelectMany{T, TOut, TMat}(Source{T, TMat}, Func{T, IEnumerable{TOut}})"/>
    public static Flow<TIn, TOut, TMat> SelectMany<TIn, T, TOut, TMat>(this Flow<TIn, T, TMat> flow, Func<T, IEnumerable<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(selector);
        return flow.Through(() => new SelectManyStage<T, TOut>(() => selector));
    }

    /// <inheritdoc cref="SourceOperators.StatefulSelectMany{T, TOut, TMat}(Source{T, TMat}, Func{Func{T, IEnumerable{TOut}}})"/>
    public static Flow<TIn, TOut, TMat> StatefulSelectMany<TIn, T, TOut, TMat>(this Flow<TIn, T, TMat> flow, Func<Func<T, IEnumerable<TOut>>> factory)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(factory);
        return flow.Through(() => new SelectManyStage<T, TOut>(factory));
    }

    /// <inheritdoc cref="SourceOperators.SelectAsync{T, TOut, TMat}(Source{T, TMat}, int, Func{T, CancellationToken, ValueTask{TOut}})"/>
    public static Flow<TIn, TOut, TMat> SelectAsync<TIn, T, TOut, TMat>(this Flow<TIn, T, TMat> flow, int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Via(OperatorFlows.SelectAsync(parallelism, selector));
    }

    /// <inheritdoc cref="SourceOperators.SelectAsyncUnordered{T, TOut, TMat}(Source{T, TMat}, int, Func{T, CancellationToken, ValueTask{TOut}})"/>
    public static Flow<TIn, TOut, TMat> SelectAsyncUnordered<TIn, T, TOut, TMat>(this Flow<TIn, T, TMat> flow, int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Via(OperatorFlows.SelectAsyncUnordered(parallelism, selector));
    }

    /// <inheritdoc cref="SourceOperators.Scan{T, TState, TMat}(Source{T, TMat}, TState, Func{TState, T, TState})"/>
    public static Flow<TIn, TState, TMat> Scan<TIn, T, TState, TMat>(this Flow<TIn, T, TMat> flow, TState seed, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(step);
        return flow.Through(() => new ScanStage<T, TState>(seed, step));
    }

    /// <inheritdoc cref="SourceOperators.Take{T, TMat}(Source{T, TMat}, long)"/>
    public static Flow<TIn, T, TMat> Take<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, long count)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return flow.Through(() => new TakeStage<T>(count));
    }

    /// <inheritdoc cref="SourceOperators.TakeWhile{T, TMat}(Source{T, TMat}, Func{T, bool}, bool)"/>
    public static Flow<TIn, T, TMat> TakeWhile<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, Func<T, bool> predicate, bool inclusive = false)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(predicate);
        return flow.Through(() => new TakeWhileStage<T>(predicate, inclusive));
    }

    /// <inheritdoc cref="SourceOperators.Concat{T, TOther, TMat}(Source{T, TMat}, Source{T, TOther})"/>
    public static Flow<TIn, T, TMat> Concat<TIn, T, TOther, TMat>(this Flow<TIn, T, TMat> flow, Source<T, TOther> second)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Via(OperatorFlows.Concat(second));
    }

    /// <inheritdoc cref="SourceOperators.Grouped{T, TMat}(Source{T, TMat}, int)"/>
    public static Flow<TIn, IReadOnlyList<T>, TMat> Grouped<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, int size)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return flow.Through(() => new GroupedStage<T>(size));
    }

    /// <inheritdoc cref="SourceOperators.GroupedWithin{T, TMat}(Source{T, TMat}, int, TimeSpan)"/>
    public static Flow<TIn, IReadOnlyList<T>, TMat> GroupedWithin<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, int size, TimeSpan within)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        return flow.Through(() => new GroupedWithinStage<T>(size, within));
    }

    /// <inheritdoc cref="SourceOperators.Buffer{T, TMat}(Source{T, TMat}, int, OverflowStrategy)"/>
    public static Flow<TIn, T, TMat> Buffer<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, int capacity, OverflowStrategy overflow)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Via(OperatorFlows.Buffer<T>(capacity, overflow));
    }

    /// <inheritdoc cref="SourceOperators.KeepAlive{T, TMat}(Source{T, TMat}, TimeSpan, Func{T})"/>
    public static Flow<TIn, T, TMat> KeepAlive<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, TimeSpan after, Func<T> filler)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(filler);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(after, TimeSpan.Zero);
        return flow.Through(() => new KeepAliveStage<T>(after, filler));
    }

    /// <inheritdoc cref="SourceOperators.InitialTimeout{T, TMat}(Source{T, TMat}, TimeSpan)"/>
    public static Flow<TIn, T, TMat> InitialTimeout<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return flow.Through(() => new InitialTimeoutStage<T>(limit));
    }

    /// <inheritdoc cref="SourceOperators.IdleTimeout{T, TMat}(Source{T, TMat}, TimeSpan)"/>
    public static Flow<TIn, T, TMat> IdleTimeout<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return flow.Through(() => new IdleTimeoutStage<T>(limit));
    }

    /// <inheritdoc cref="SourceOperators.CompletionTimeout{T, TMat}(Source{T, TMat}, TimeSpan)"/>
    public static Flow<TIn, T, TMat> CompletionTimeout<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return flow.Through(() => new CompletionTimeoutStage<T>(limit));
    }

    /// <inheritdoc cref="SourceOperators.BackpressureTimeout{T, TMat}(Source{T, TMat}, TimeSpan)"/>
    public static Flow<TIn, T, TMat> BackpressureTimeout<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return flow.Through(() => new BackpressureTimeoutStage<T>(limit));
    }

    /// <inheritdoc cref="SourceOperators.Recover{T, TMat}(Source{T, TMat}, Func{Exception, IEnumerable{T}})"/>
    public static Flow<TIn, T, TMat> Recover<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, Func<Exception, IEnumerable<T>> last)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(last);
        return flow.Through(() => new RecoverStage<T>(last));
    }

    /// <inheritdoc cref="SourceOperators.WireTap{T, TMat}(Source{T, TMat}, Action{T})"/>
    public static Flow<TIn, T, TMat> WireTap<TIn, T, TMat>(this Flow<TIn, T, TMat> flow, Action<T> callback)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(callback);
        return flow.Through(() => new LookOnStage<T>(callback));
    }

    /// <inheritdoc cref="SourceOperators.WireTap{T, TOther, TMat}(Source{T, TMat}, Sink{T, TOther})"/>
    public static Flow<TIn, T, TMat> WireTap<TIn, T, TOther, TMat>(this Flow<TIn, T, TMat> flow, Sink<T, TOther> sink)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Via(OperatorFlows.WireTap(sink));
    }

    /// <inheritdoc cref="SourceOperators.AlsoTo{T, TOther, TMat}(Source{T, TMat}, Sink{T, TOther})"/>
    public static Flow<TIn, T, TMat> AlsoTo<TIn, T, TOther, TMat>(this Flow<TIn, T, TMat> flow, Sink<T, TOther> sink)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.Via(OperatorFlows.AlsoTo(sink));
    }

    /// <inheritdoc cref="SourceOperators.WatchTermination{T, TMat, TResult}(Source{T, TMat}, Func{TMat, Task{Done}, TResult})"/>
    public static Flow<TIn, T, TResult> WatchTermination<TIn, T, TMat, TResult>(this Flow<TIn, T, TMat> flow, Func<TMat, Task<Done>, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(flow);
        return flow.ViaMat(OperatorFlows.WatchTermination<T>(), combine);
    }
}
