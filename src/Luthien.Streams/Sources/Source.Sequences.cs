namespace Luthien.Streams;

// The built-in sources.
public static partial class Source
{
    /// <summary>Emits a sequence; a new enumeration for each run.</summary>
    public static Source<T, NotUsed> From<T>(IEnumerable<T> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Create<T>((writer, _) => SequenceLoops.Push(elements, writer));
    }

    /// <summary>Emits an asynchronous sequence. Says idle whenever the next element is not there yet.</summary>
    /// <param name="elements">Called once per run; the sequence must heed the token, or the run cannot be stopped.</param>
    public static Source<T, NotUsed> From<T>(Func<CancellationToken, IAsyncEnumerable<T>> elements)
    {
        ArgumentNullException.ThrowIfNull(elements);
        return Create<T>((writer, cancellation) => SequenceLoops.PushAsync(elements(cancellation), writer, cancellation));
    }

    /// <summary>Emits one element.</summary>
    public static Source<T, NotUsed> Single<T>(T element)
    {
        if (element is null)
            throw new ArgumentNullException(nameof(element), "Nulls are illegal elements.");
        return Create<T>((writer, _) => writer.PushAsync(element));
    }

    /// <summary>Completes at once.</summary>
    public static Source<T, NotUsed> Empty<T>() => Create<T>(static (_, _) => default);

    /// <summary>Fails at once.</summary>
    public static Source<T, NotUsed> Failed<T>(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return Create<T>((_, _) => ValueTask.FromException(cause));
    }

    /// <summary>Emits what is offered to the queue it materialises.</summary>
    /// <param name="capacity">How many elements wait at most.</param>
    /// <param name="overflow">What a full queue does with an offer.</param>
    public static Source<T, ISourceQueue<T>> Queue<T>(int capacity, OverflowStrategy overflow)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return new Source<T, ISourceQueue<T>>((run, next) => run.AddDriver(new QueueSource<T>(run, capacity, overflow, next)));
    }

    /// <summary>Emits the same element again and again. Ticks that find no demand are skipped.</summary>
    /// <param name="initialDelay">Before the first.</param>
    /// <param name="interval">Between two; by the materializer's clock.</param>
    /// <param name="tick">The element.</param>
    public static Source<T, NotUsed> Tick<T>(TimeSpan initialDelay, TimeSpan interval, T tick)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initialDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        return new Source<T, NotUsed>((run, next) =>
        {
            run.AddDriver(new SourceDriver<T>(run, next, (writer, stopping) => SequenceLoops.Tick(run.Time, initialDelay, interval, tick, writer, stopping)));
            return NotUsed.Instance;
        });
    }
}
