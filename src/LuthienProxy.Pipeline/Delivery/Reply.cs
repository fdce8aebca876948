using System.Buffers;
using System.IO.Pipelines;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// The answer on its way to one client: decides the head, feeds the emitter, flushes, and ends validly whatever happened.
/// </summary>
/// <remarks>
/// Nothing goes out before the first event: until then a failure still becomes a real HTTP status (I-34).
/// Used by the graph while it runs, and by the call's end after it; never by both at once.
/// </remarks>
public sealed class Reply
{
    readonly IClientChannel _client;
    readonly IWireFormat _format;
    readonly IResponseEmitter _emitter;
    readonly TimeProvider _time;
    readonly int _flushAt;
    ReplyHead? _head;
    bool _headIsSet;
    long _flushed;
    long _flushingSince;

    internal Reply(IClientChannel client, IWireFormat format, IResponseEmitter emitter, TimeProvider time, int flushAt)
    {
        _client = client;
        _format = format;
        _emitter = emitter;
        _time = time;
        _flushAt = flushAt;
    }

    /// <summary>Whether the format's end, good or bad, was written.</summary>
    public bool HasEnded => _emitter.HasEnded;

    /// <summary>The provider's own error that ended the answer, once it was written; else null.</summary>
    public GatewayError? UpstreamError { get; private set; }

    /// <summary>What the emitter mended.</summary>
    public RepairCounts Repairs => _emitter.Repairs;

    /// <summary>Bytes that the client's transport has taken.</summary>
    public long BytesDelivered => Volatile.Read(ref _flushed);

    /// <summary>When the flush under way began, as a timestamp of the clock; 0 when none is.</summary>
    internal long FlushingSince => Volatile.Read(ref _flushingSince);

    internal bool IsFlushDue => _client.Body.UnflushedBytes >= _flushAt;

    /// <summary>States the head that goes out with the first byte of a good answer.</summary>
    internal void Prepare(ReplyHead head) => _head = head;

    internal void Write(ResponseEvent next)
    {
        if (!_headIsSet && _head is { } head)
        {
            _headIsSet = true;
            _client.SetHead(head);
        }
        if (next is ResponseFailed failed && !_emitter.HasEnded)
            UpstreamError = failed.Error;
        _emitter.Emit(next, _client.Body);
    }

    /// <summary>Writes what the emitter held back, and flushes: nothing more is ready.</summary>
    internal ValueTask SettleAsync(CancellationToken cancellation)
    {
        _emitter.Settle(_client.Body);
        return _client.Body.UnflushedBytes > 0 ? FlushAsync(cancellation) : default;
    }

    /// <exception cref="ClientGoneException">The client has left.</exception>
    internal ValueTask FlushAsync(CancellationToken cancellation)
    {
        var bytes = _client.Body.UnflushedBytes;
        if (_head is { IsStream: false } whole && _emitter.HasEnded && !_client.HasStarted)
            _client.SetHead(whole with { ContentLength = bytes });
        Volatile.Write(ref _flushingSince, _time.GetTimestamp());
        var flush = _client.Body.FlushAsync(cancellation);
        if (!flush.IsCompletedSuccessfully)
            return AwaitFlush(flush, bytes);
        Taken(flush.Result, bytes);
        return default;
    }

    /// <summary>Ends the answer with an error: an HTTP status while nothing has gone out, else the format's own end in the stream.</summary>
    internal async ValueTask FailAsync(GatewayError error, CancellationToken cancellation)
    {
        if (_emitter.HasEnded)
            return;
        var hasStarted = _emitter.HasStarted || _client.HasStarted;
        // The good answer's head must not come back over the error's.
        _head = null;
        _emitter.Fail(error, _client.Body);
        if (hasStarted)
        {
            await EndStartedAsync(cancellation);
            return;
        }
        var reply = _format.EncodeError(error);
        await SendWholeAsync(new ReplyHead(reply.Status, MediaTypes.Json, TransactionHeader(error), reply.Body.Length), reply.Body, cancellation);
    }

    static KeyValuePair<string, string>[] TransactionHeader(GatewayError error) =>
        error.TransactionId is { } id ? [new(ReplyHead.TransactionId, id)] : [];

    async ValueTask EndStartedAsync(CancellationToken cancellation)
    {
        // A whole reply that broke off half-way has no place for an error: a cut connection must not look like its end (H7).
        if (_emitter is WholeReplyEmitter)
            _client.Abort();
        else
            await FlushAsync(cancellation);
    }

    /// <summary>Sends a reply that is known whole.</summary>
    internal async ValueTask SendWholeAsync(ReplyHead head, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        _client.SetHead(head);
        _client.Body.Write(body.Span);
        await FlushAsync(cancellation);
    }

    async ValueTask AwaitFlush(ValueTask<FlushResult> flush, long bytes) => Taken(await flush, bytes);

    void Taken(FlushResult result, long bytes)
    {
        Volatile.Write(ref _flushingSince, 0);
        if (result.IsCompleted || result.IsCanceled)
            throw new ClientGoneException();
        _flushed += bytes;
    }
}
