namespace Luthien.Streams;

/// <summary>The entrance of a source that takes its elements from outside. Safe to use from any thread.</summary>
/// <typeparam name="T">What the source emits.</typeparam>
public interface ISourceQueue<in T>
{
    /// <summary>Offers an element.</summary>
    /// <remarks>With <see cref="OverflowStrategy.Backpressure"/> the task is pending while the queue is full; only one offer may be pending.</remarks>
    /// <param name="element">Not null.</param>
    /// <param name="cancellationToken">Gives up a pending offer; the element is not taken then.</param>
    /// <exception cref="InvalidOperationException">Another offer is still pending.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while the offer was pending.</exception>
    ValueTask<QueueOfferResult> OfferAsync(T element, CancellationToken cancellationToken = default);

    /// <summary>Completes the stream once everything queued has been emitted.</summary>
    void Complete();

    /// <summary>Fails the stream; what is queued is dropped.</summary>
    void Fail(Exception cause);
}
