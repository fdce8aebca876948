namespace Luthien.Streams;

/// <summary>The pen of a source made with <see cref="Source.Create{T}(Func{ISourceWriter{T}, CancellationToken, ValueTask})"/>: for its loop only, one call at a time.</summary>
/// <typeparam name="T">What the source emits.</typeparam>
public interface ISourceWriter<in T>
{
    /// <summary>Why the stream wants no more, once the loop's token is cancelled; else null.</summary>
    Exception? CancellationCause { get; }

    /// <summary>Sends an element. Await it before the next call.</summary>
    /// <returns>Done when all of the chain up to the next buffer has taken the element: the back-pressure.</returns>
    /// <exception cref="OperationCanceledException">The stream wants no more: let it end the loop. The element went to the drop hook.</exception>
    /// <exception cref="ArgumentNullException">The element is null: nulls are illegal in streams.</exception>
    ValueTask PushAsync(T element);

    /// <summary>Says that nothing more is ready right now, so that the sink may flush. Call it before a wait; it is cheap, and nothing if nothing was pushed since.</summary>
    ValueTask IdleAsync();
}
