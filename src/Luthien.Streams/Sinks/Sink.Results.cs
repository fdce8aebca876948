using Luthien.Actors;

namespace Luthien.Streams;

// The built-in sinks. The tasks that they materialise end as the stream does: with a result, with its failure, or cancelled if the
// stream never reached the sink.
public static partial class Sink
{
    /// <summary>Takes everything and keeps nothing.</summary>
    /// <remarks>What arrives has reached its sink: the drop hook is not called for it.</remarks>
    public static Sink<T, Task<Done>> Ignore<T>() => ForEach<T>(static _ => { });

    /// <summary>Calls an action for each element.</summary>
    /// <remarks>The action is called on the stream's turn: do not touch an actor's state there, send it a message.</remarks>
    public static Sink<T, Task<Done>> ForEach<T>(Action<T> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return FromStage<T, Task<Done>>(() => new ForEachSinkStage<T>(action).AsPair);
    }

    /// <summary>Calls a function for each element and awaits it before taking the next.</summary>
    /// <param name="action">Its token is cancelled when the run is aborted.</param>
    public static Sink<T, Task<Done>> ForEachAsync<T>(Func<T, CancellationToken, ValueTask> action)
    {
        ArgumentNullException.ThrowIfNull(action);
        return FromStage<T, Task<Done>>(() => new ForEachAsyncSinkStage<T>(action).AsPair);
    }

    /// <summary>Collects all elements. For streams that are known to be short.</summary>
    public static Sink<T, Task<IReadOnlyList<T>>> Seq<T>() =>
        FromStage<T, Task<IReadOnlyList<T>>>(() => new SeqSinkStage<T>().AsPair);

    /// <summary>Folds all elements into one result.</summary>
    public static Sink<T, Task<TState>> Aggregate<T, TState>(TState seed, Func<TState, T, TState> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return FromStage<T, Task<TState>>(() => new AggregateSinkStage<T, TState>(seed, step).AsPair);
    }

    /// <summary>Takes the first element and cancels the rest; the task faults when there is none.</summary>
    public static Sink<T, Task<T>> First<T>() => FromStage<T, Task<T>>(() => new FirstSinkStage<T>().AsPair);

    /// <summary>Tells each element to an actor, then how the stream ended. Without back-pressure: for slow events only.</summary>
    /// <param name="target">The actor.</param>
    /// <param name="onComplete">Told when the stream completes.</param>
    /// <param name="onFailure">Makes the message that tells of a failure.</param>
    public static Sink<T, NotUsed> ActorRef<T>(IActorRef target, object onComplete, Func<Exception, object> onFailure)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(onComplete);
        ArgumentNullException.ThrowIfNull(onFailure);
        return FromStage<T>(() => new ActorRefSinkStage<T>(target, onComplete, onFailure));
    }
}
