namespace Luthien.Streams;

/// <summary>A sink that materialises a task: it ends as the stream does, and is cancelled if the stream never reached the sink.</summary>
abstract class ResultSinkStage<TIn, TResult> : SinkStage<TIn>
{
    readonly TaskCompletionSource<TResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TResult> Result => _result.Task;

    internal (SinkStage<TIn> Stage, Task<TResult> Value) AsPair => (this, Result);

    /// <summary>What the sink has to show for a stream that ends well.</summary>
    private protected abstract TResult Total { get; }

    protected override ValueTask OnComplete()
    {
        Settle(Total);
        return default;
    }

    protected override ValueTask OnFailure(Exception cause)
    {
        _result.TrySetException(cause);
        return default;
    }

    protected override ValueTask OnFault(Exception cause) => OnFailure(cause);

    protected override ValueTask OnDispose()
    {
        _result.TrySetCanceled();
        return default;
    }

    private protected void Settle(TResult result) => _result.TrySetResult(result);
}
