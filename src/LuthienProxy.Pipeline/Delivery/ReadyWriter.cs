using System.IO.Pipelines;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>A transport without a connection behind it: whatever is flushed is taken at once. Not thread-safe.</summary>
public abstract class ReadyWriter : PipeWriter
{
    /// <summary>Whether anything was flushed.</summary>
    public bool HasStarted { get; private set; }

    /// <inheritdoc/>
    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        HasStarted = true;
        return default;
    }

    /// <inheritdoc/>
    public override void CancelPendingFlush()
    {
        // None ever waits.
    }

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        // Nobody is told.
    }
}
