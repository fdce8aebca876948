using System.Buffers;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>The way from the emitter to the client's transport. Used by one flow at a time; the figures may be read by anybody.</summary>
abstract class Outlet(IClientChannel client, TimeProvider time)
{
    readonly CancellationToken _gone = client.Gone;
    readonly CountedWriter _transport = new(client.Body);
    long _delivered;
    long _flushingSince;
    long _firstFlushedAt;
    long _inTransport;

    /// <summary>Where the answer is written.</summary>
    public abstract IBufferWriter<byte> Writer { get; }

    /// <summary>Bytes that were written and that the transport has not accepted.</summary>
    public abstract long Unflushed { get; }

    /// <summary>Bytes that the client's transport has accepted.</summary>
    /// <remarks>
    /// Those of a flush that was under way when the client left are among them: the transport held them, and some may have reached the client.
    /// Those of a flush that it refused are not.
    /// </remarks>
    public long BytesDelivered => Volatile.Read(ref _delivered);

    /// <summary>When the first bytes were handed to the transport, as a timestamp of the clock; 0 before that.</summary>
    public long FirstFlushedAt => _firstFlushedAt;

    /// <summary>When the flush under way began, as a timestamp of the clock; 0 when none is.</summary>
    public long FlushingSince => Volatile.Read(ref _flushingSince);

    /// <summary>Bytes of memory that hold what the client has not got: here, and in the flush that waits for it; what its transport took before is not known here. Any thread may read it; it may lag.</summary>
    public virtual long HeldBytes => Volatile.Read(ref _inTransport);

    /// <summary>Where the client's transport takes what is written.</summary>
    protected CountedWriter Transport => _transport;

    /// <summary>An event of the answer has been written; null for what was written without one.</summary>
    public abstract void Wrote(ResponseEvent? next);

    /// <summary>Hands everything to the client; waits for a slow one.</summary>
    /// <exception cref="ClientGoneException">The client has left.</exception>
    public abstract ValueTask FlushAsync(CancellationToken cancellation);

    /// <summary>An error is about to be written: whatever may not be delivered before it is taken back. Tells whether there was any.</summary>
    public abstract ValueTask<bool> TakeBackAsync(CancellationToken cancellation);

    /// <summary>The transport has accepted what was written.</summary>
    protected abstract void Accepted();

    /// <summary>The transport took nothing.</summary>
    protected abstract void Refused();

    protected ValueTask FlushTransportAsync(CancellationToken cancellation)
    {
        // Some transports swallow what is written after the client has left.
        if (_gone.IsCancellationRequested)
        {
            Refused();
            throw new ClientGoneException();
        }
        var bytes = _transport.Unflushed;
        var now = time.GetTimestamp();
        if (_firstFlushedAt == 0)
            _firstFlushedAt = now;
        Volatile.Write(ref _flushingSince, now);
        var flush = _transport.FlushAsync(cancellation);
        if (!flush.IsCompleted)
        {
            Volatile.Write(ref _inTransport, bytes);
            Take(bytes);
            return AwaitAsync(flush);
        }
        Volatile.Write(ref _flushingSince, 0);
        // A cancelled flush throws here and has handed nothing over.
        if (flush.GetAwaiter().GetResult() is { IsCompleted: true } or { IsCanceled: true })
        {
            Refused();
            throw new ClientGoneException();
        }
        Take(bytes);
        return default;
    }

    async ValueTask AwaitAsync(ValueTask<System.IO.Pipelines.FlushResult> flush)
    {
        try
        {
            if (await flush is { IsCompleted: true } or { IsCanceled: true })
                throw new ClientGoneException();
        }
        finally
        {
            Volatile.Write(ref _inTransport, 0);
            Volatile.Write(ref _flushingSince, 0);
        }
    }

    void Take(long bytes)
    {
        Volatile.Write(ref _delivered, _delivered + bytes);
        Accepted();
    }
}
