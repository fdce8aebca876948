namespace Luthien.Streams;

/// <summary>The operators of a source. Each returns a new recipe.</summary>
public static partial class SourceOperators
{
    /// <summary>Emits what a function makes of each element.</summary>
    public static Source<TOut, TMat> Select<T, TOut, TMat>(this Source<T, TMat> source, Func<T, TOut> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Through(() => new SelectStage<T, TOut>(selector));
    }

    /// <summary>Emits the elements that a predicate accepts; the others go to the drop hook.</summary>
    public static Source<T, TMat> Where<T, TMat>(this Source<T, TMat> source, Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return source.Through(() => new WhereStage<T>(predicate));
    }

    /// <summary>Emits all that a function makes of each element, in order.</summary>
    public static Source<TOut, TMat> SelectMany<T, TOut, TMat>(this Source<T, TMat> source, Func<T, IEnumerable<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return source.Through(() => new SelectManyStage<T, TOut>(() => selector));
    }

    /// <summary>Emits all that a function with state makes of each element.</summary>
    /// <param name="source">The recipe.</param>
    /// <param name="factory">Called for each run, and for each restart by the decider: state belongs into what it returns, not around it.</param>
    public static Source<TOut, TMat> StatefulSelectMany<T, TOut, TMat>(this Source<T, TMat> source, Func<Func<T, IEnumerable<TOut>>> factory)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(factory);
        return source.Through(() => new SelectManyStage<T, TOut>(factory));
    }

    /// <summary>Emits the results of an asynchronous function, in the order of the elements.</summary>
    /// <remarks>With 1 each result is awaited before the next element is taken. With more it is an async boundary: at most that many are
    /// under way or waiting to be emitted. A faulted result is answered by the decider.</remarks>
    /// <param name="source">The recipe.</param>
    /// <param name="parallelism">At least 1.</param>
    /// <param name="selector">Must heed its token, which is cancelled when the result is not wanted any more.</param>
    public static Source<TOut, TMat> SelectAsync<T, TOut, TMat>(this Source<T, TMat> source, int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Via(OperatorFlows.SelectAsync(parallelism, selector));
    }

    /// <summary>Emits the results of an asynchronous function as they complete: one that takes long holds nobody up.</summary>
    /// <inheritdoc cref="SelectAsync" path="/remarks"/>
    /// <inheritdoc cref="SelectAsync" path="/param"/>
    public static Source<TOut, TMat> SelectAsyncUnordered<T, TOut, TMat>(this Source<T, TMat> source, int parallelism, Func<T, CancellationToken, ValueTask<TOut>> selector)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Via(OperatorFlows.SelectAsyncUnordered(parallelism, selector));
    }

    /// <summary>Emits the seed, then what a function makes of the last state and each element.</summary>
    public static Source<TState, TMat> Scan<T, TState, TMat>(this Source<T, TMat> source, TState seed, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(step);
        return source.Through(() => new ScanStage<T, TState>(seed, step));
    }

    /// <summary>Emits that many elements at most, then completes and cancels upstream.</summary>
    public static Source<T, TMat> Take<T, TMat>(this Source<T, TMat> source, long count)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return source.Through(() => new TakeStage<T>(count));
    }

    /// <summary>Emits elements while a predicate accepts them, then completes and cancels upstream.</summary>
    /// <param name="source">The recipe.</param>
    /// <param name="predicate">Asked for each element.</param>
    /// <param name="inclusive">True to emit the first element that is not accepted too.</param>
    public static Source<T, TMat> TakeWhile<T, TMat>(this Source<T, TMat> source, Func<T, bool> predicate, bool inclusive = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return source.Through(() => new TakeWhileStage<T>(predicate, inclusive));
    }

    /// <summary>Emits the elements of a second source when this one has completed. The second begins to run only then.</summary>
    public static Source<T, TMat> Concat<T, TOther, TMat>(this Source<T, TMat> source, Source<T, TOther> second)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Via(OperatorFlows.Concat(second));
    }

    /// <summary>Emits lists of that many elements; the last one may be shorter. A failure drops what was collected.</summary>
    public static Source<IReadOnlyList<T>, TMat> Grouped<T, TMat>(this Source<T, TMat> source, int size)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return source.Through(() => new GroupedStage<T>(size));
    }

    /// <summary>Emits a list when it has that many elements, or when that much time has passed since the last one and it is not empty.</summary>
    /// <remarks>A completion emits the rest, a failure drops it.</remarks>
    public static Source<IReadOnlyList<T>, TMat> GroupedWithin<T, TMat>(this Source<T, TMat> source, int size, TimeSpan within)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        return source.Through(() => new GroupedWithinStage<T>(size, within));
    }

    /// <summary>An async boundary: lets upstream run ahead by a number of elements.</summary>
    /// <remarks>A completion is passed on when the buffer is empty; a failure at once, and what is buffered is dropped. Says idle downstream
    /// whenever the buffer runs empty.</remarks>
    /// <param name="source">The recipe.</param>
    /// <param name="capacity">At least 1; memory grows with use.</param>
    /// <param name="overflow">What happens to an element that finds the buffer full. Dropped ones are counted.</param>
    public static Source<T, TMat> Buffer<T, TMat>(this Source<T, TMat> source, int capacity, OverflowStrategy overflow)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Via(OperatorFlows.Buffer<T>(capacity, overflow));
    }

    /// <summary>Emits a filler, then says idle, whenever no element has passed for a while and downstream is at rest.</summary>
    /// <param name="source">The recipe.</param>
    /// <param name="after">Since the last element or filler.</param>
    /// <param name="filler">Makes the filler.</param>
    public static Source<T, TMat> KeepAlive<T, TMat>(this Source<T, TMat> source, TimeSpan after, Func<T> filler)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(filler);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(after, TimeSpan.Zero);
        return source.Through(() => new KeepAliveStage<T>(after, filler));
    }

    /// <summary>Fails the stream with a <see cref="TimeoutException"/> when its first element does not come in time.</summary>
    public static Source<T, TMat> InitialTimeout<T, TMat>(this Source<T, TMat> source, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return source.Through(() => new InitialTimeoutStage<T>(limit));
    }

    /// <summary>Fails the stream with a <see cref="TimeoutException"/> when upstream lets that much time pass without an element.</summary>
    /// <remarks>While downstream is busy with an element the clock stands still (in Akka it does not): a slow reader is not an idle writer.</remarks>
    public static Source<T, TMat> IdleTimeout<T, TMat>(this Source<T, TMat> source, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return source.Through(() => new IdleTimeoutStage<T>(limit));
    }

    /// <summary>Aborts the run with a <see cref="TimeoutException"/> when the stream has not ended in time.</summary>
    public static Source<T, TMat> CompletionTimeout<T, TMat>(this Source<T, TMat> source, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return source.Through(() => new CompletionTimeoutStage<T>(limit));
    }

    /// <summary>Aborts the run with a <see cref="TimeoutException"/> when downstream takes longer than that over one element.</summary>
    public static Source<T, TMat> BackpressureTimeout<T, TMat>(this Source<T, TMat> source, TimeSpan limit)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(limit, TimeSpan.Zero);
        return source.Through(() => new BackpressureTimeoutStage<T>(limit));
    }

    /// <summary>Turns a failure into last elements and a completion.</summary>
    /// <param name="source">The recipe.</param>
    /// <param name="last">Makes the last elements; none lets the failure pass.</param>
    public static Source<T, TMat> Recover<T, TMat>(this Source<T, TMat> source, Func<Exception, IEnumerable<T>> last)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(last);
        return source.Through(() => new RecoverStage<T>(last));
    }

    /// <summary>Lets a callback look at each element. It can neither slow nor break the stream: one that throws is not called again and counts as a fault.</summary>
    /// <param name="source">The recipe.</param>
    /// <param name="callback">Called on the stream's turn: must be quick. Do not touch an actor's state there, send it a message.</param>
    public static Source<T, TMat> WireTap<T, TMat>(this Source<T, TMat> source, Action<T> callback)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(callback);
        return source.Through(() => new LookOnStage<T>(callback));
    }

    /// <summary>Lets a sink look on in a run of its own. It can neither slow nor break the stream, and misses elements while it is busy: one waits, the newest.</summary>
    /// <remarks>The elements are shared with the main line: pooled ones must be counted. The sink's own end is not part of this run's.</remarks>
    public static Source<T, TMat> WireTap<T, TOther, TMat>(this Source<T, TMat> source, Sink<T, TOther> sink)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Via(OperatorFlows.WireTap(sink));
    }

    /// <summary>Sends each element to a sink as well; the slower of the two sets the pace. A sink that stops or fails is left alone.</summary>
    /// <remarks>The elements are shared by both: pooled ones must be counted. A kill switch within the sink works at the next signal.</remarks>
    public static Source<T, TMat> AlsoTo<T, TOther, TMat>(this Source<T, TMat> source, Sink<T, TOther> sink)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Via(OperatorFlows.AlsoTo(sink));
    }

    /// <summary>Materialises a task that is done when the stream ends at this place, faulted when it fails; a cancellation by downstream is a normal end.</summary>
    /// <param name="source">The recipe.</param>
    /// <param name="combine">Combines the value so far with the task, for instance <see cref="Keep.Both"/>.</param>
    public static Source<T, TResult> WatchTermination<T, TMat, TResult>(this Source<T, TMat> source, Func<TMat, Task<Done>, TResult> combine)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.ViaMat(OperatorFlows.WatchTermination<T>(), combine);
    }
}
