using LuthienProxy.Pipeline.Upstreams;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>A recorded body as the upstream sent it: one piece a read, then its end. One reader.</summary>
sealed class RecordedBody(IReadOnlyList<ReadOnlyMemory<byte>> pieces, PastEnd end) : Stream
{
    int _at;
    int _taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_at < pieces.Count && _taken == pieces[_at].Length)
            (_at, _taken) = (_at + 1, 0);
        if (_at < pieces.Count)
            return Take(buffer);
        // Nothing was ready any more: what had come by then was delivered.
        await Task.Yield();
        return end switch
        {
            PastEnd.Broken broken => throw new UpstreamException(new UpstreamFailure(UpstreamPhase.Body, broken.Error)),
            PastEnd.Unread => throw new RecordEndedException(),
            _ => 0,
        };
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    int Take(Memory<byte> buffer)
    {
        var rest = pieces[_at][_taken..];
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _taken += count;
        return count;
    }
}
