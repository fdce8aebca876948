using System.Threading.Tasks.Sources;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>
/// An upstream's body that a test feeds by hand: what its reader does with the bytes happens on the feeder's thread, before <see cref="Feed"/> returns. So the
/// order in which many streams move is the order in which they are fed.
/// </summary>
public sealed class HandFedBody(byte[] whole) : Stream, IValueTaskSource<int>
{
    readonly TaskCompletionSource _parked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ManualResetValueTaskSourceCore<int> _ready;
    int _at;
    int _fed;

    /// <summary>Completes when the reader waits for the first bytes, with nothing else to do.</summary>
    public Task Parked => _parked.Task;

    /// <summary>Whether all of it was fed, its end included.</summary>
    public bool IsSpent { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Gives the reader so many bytes more; after the last of them the end.</summary>
    public void Feed(int bytes)
    {
        IsSpent = _fed == whole.Length;
        _fed = Math.Min(whole.Length, _fed + bytes);
        _ready.SetResult(0);
    }

    // The reader asks without a buffer first, and takes what is there when it hears.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty && _at == _fed && !IsSpent)
        {
            _ready.Reset();
            return new(this, _ready.Version);
        }
        var count = Math.Min(buffer.Length, _fed - _at);
        whole.AsSpan(_at, count).CopyTo(buffer.Span);
        _at += count;
        return new(count);
    }

    int IValueTaskSource<int>.GetResult(short token) => _ready.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _ready.GetStatus(token);

    void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        _ready.OnCompleted(continuation, state, token, flags & ~ValueTaskSourceOnCompletedFlags.UseSchedulingContext);
        _parked.TrySetResult();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }
}
