using System.IO.Pipelines;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>A transport as a web server leaves it whose client was cut off: it swallows what it is given and reports nothing unflushed.</summary>
/// <param name="saysSo">Whether a flush tells that nobody reads any more.</param>
sealed class SwallowingWriter(bool saysSo) : PipeWriter
{
    readonly byte[] _memory = new byte[64 * 1024];
    int _flushes;

    /// <summary>How often it was flushed.</summary>
    public int Flushes => Volatile.Read(ref _flushes);

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => 0;

    public override void Advance(int bytes)
    {
        // Swallowed.
    }

    public override void CancelPendingFlush()
    {
        // None is ever pending.
    }

    public override void Complete(Exception? exception = null)
    {
        // Nobody reads.
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _flushes);
        return new(new FlushResult(isCanceled: false, isCompleted: saysSo));
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _memory;

    public override Span<byte> GetSpan(int sizeHint = 0) => _memory;
}
