using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// The answer on its way to one client: decides the head, feeds the emitter, flushes, and ends validly whatever happened.
/// </summary>
/// <remarks>
/// Nothing goes out before the first event: until then a failure still becomes a real HTTP status (I-34).
/// Used by the graph while it runs, and by the call's end after it; never by both at once. While policies may hold the answer, the graph shares it with a
/// <see cref="Heartbeat"/>, by turns.
/// </remarks>
public sealed class Reply
{
    readonly IClientChannel _client;
    readonly IWireFormat _format;
    readonly Outlet _outlet;
    readonly int _flushAt;
    readonly EmitterTwin? _twin;
    IResponseEmitter _emitter;
    ReplyHead? _head;
    int _status;
    bool _headIsSet;
    long _events;

    internal Reply(IClientChannel client, IWireFormat format, IResponseEmitter emitter, Outlet outlet, int flushAt, EmitterTwin? twin = null)
    {
        _client = client;
        _format = format;
        _emitter = emitter;
        _outlet = outlet;
        _flushAt = flushAt;
        _twin = twin;
    }

    /// <summary>Whether the format's end, good or bad, was written.</summary>
    public bool HasEnded => _emitter.HasEnded;

    /// <summary>The provider's own error that ended the answer, once it was written; else null.</summary>
    public GatewayError? UpstreamError { get; private set; }

    /// <summary>Why a policy stopped the answer; null when none did. The client has yet to be told.</summary>
    public GatewayError? Stop { get; private set; }

    /// <summary>What the emitter mended.</summary>
    public RepairCounts Repairs => _emitter.Repairs;

    /// <summary>Bytes that the client's transport has taken.</summary>
    public long BytesDelivered => _outlet.BytesDelivered;

    /// <summary>Events of the answer that were written. Anybody may read it.</summary>
    public long EventsWritten => Volatile.Read(ref _events);

    /// <summary>The HTTP status that the client saw; null before any.</summary>
    public int? Status => _client.HasStarted ? _status : null;

    /// <summary>When the first bytes were handed to the client's transport, as a timestamp of the clock; 0 before that.</summary>
    internal long FirstFlushedAt => _outlet.FirstFlushedAt;

    /// <summary>When the flush under way began, as a timestamp of the clock; 0 when none is.</summary>
    internal long FlushingSince => _outlet.FlushingSince;

    /// <summary>Bytes of memory that hold what the client has not got. Anybody may read it.</summary>
    internal long HeldBytes => _outlet.HeldBytes;

    /// <summary>Whether nothing more of the answer will be written.</summary>
    internal bool IsOver => Stop is not null || _emitter.HasEnded;

    internal bool IsFlushDue => _outlet.Unflushed >= _flushAt;

    /// <summary>States the head that goes out with the first byte of a good answer.</summary>
    internal void Prepare(ReplyHead head) => _head = head;

    internal void Write(ResponseEvent next)
    {
        if (next is ResponseFailed { Error: { Kind: ErrorKind.Blocked } stop })
        {
            // Told by the call's end: as an HTTP status while nothing has gone out, else in the format's own way.
            Stop ??= stop;
            return;
        }
        if (!_headIsSet && _head is { } head)
        {
            _headIsSet = true;
            SetHead(head);
            // The transport has it now, for as long as the stream lasts.
            if (head.IsStream)
                _head = null;
        }
        if (next is ResponseFailed failed && !_emitter.HasEnded)
            UpstreamError = failed.Error;
        _emitter.Emit(next, _outlet.Writer);
        Volatile.Write(ref _events, _events + 1);
        _twin?.Emitted(next);
        _outlet.Wrote(next);
    }

    /// <summary>Writes what the emitter held back, and flushes: nothing more is ready.</summary>
    internal ValueTask SettleAsync(CancellationToken cancellation)
    {
        _emitter.Settle(_outlet.Writer);
        _twin?.Settled();
        _outlet.Wrote(null);
        return _outlet.Unflushed > 0 ? FlushAsync(cancellation) : default;
    }

    /// <summary>Writes a sign of life where one is due and the format has one; flushing it is the caller's. False: nothing was written.</summary>
    /// <remarks>Not before the answer has begun to go out: until then its status is still open.</remarks>
    internal bool KeepAlive()
    {
        if (!_client.HasStarted || IsOver || !_emitter.KeepAlive(_outlet.Writer))
            return false;
        _twin?.KeptAlive();
        _outlet.Wrote(null);
        return true;
    }

    /// <exception cref="ClientGoneException">The client has left.</exception>
    internal ValueTask FlushAsync(CancellationToken cancellation)
    {
        if (_head is { IsStream: false } whole && _emitter.HasEnded && !_client.HasStarted)
            SetHead(whole with { ContentLength = _outlet.Unflushed });
        return _twin is null ? _outlet.FlushAsync(cancellation) : DeliverAsync(_twin, cancellation);
    }

    /// <summary>Ends the answer with an error: an HTTP status while nothing has gone out, else the format's own end in the stream.</summary>
    internal async ValueTask FailAsync(GatewayError error, CancellationToken cancellation)
    {
        // The good answer's head must not come back over the error's.
        _head = null;
        var isTakenBack = await _outlet.TakeBackAsync(cancellation);
        // The client goes on from what it has, not from what was written.
        if (isTakenBack && _twin is not null)
            _emitter = _twin.Emitter;
        if (_emitter.HasEnded && !isTakenBack)
            return;
        if (isTakenBack ? BytesDelivered > 0 : _emitter.HasStarted || _client.HasStarted)
        {
            await EndStartedAsync(error, cancellation);
            return;
        }
        var reply = _format.EncodeError(error);
        await SendWholeAsync(new ReplyHead(reply.Status, MediaTypes.Json, TransactionHeader(error), reply.Body.Length), reply.Body, cancellation);
    }

    static KeyValuePair<string, string>[] TransactionHeader(GatewayError error) =>
        error.TransactionId is { } id ? [new(ReplyHead.TransactionId, id)] : [];

    async ValueTask EndStartedAsync(GatewayError error, CancellationToken cancellation)
    {
        // A whole reply that broke off half-way has no place for an error: a cut connection must not look like its end (H7).
        if (_emitter is WholeReplyEmitter or { HasEnded: true })
        {
            _client.Abort();
            return;
        }
        _emitter.Fail(error, _outlet.Writer);
        _outlet.Wrote(null);
        await FlushAsync(cancellation);
    }

    /// <summary>Sends a reply that is known whole.</summary>
    internal async ValueTask SendWholeAsync(ReplyHead head, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        SetHead(head);
        _outlet.Writer.Write(body.Span);
        _outlet.Wrote(null);
        await FlushAsync(cancellation);
    }

    async ValueTask DeliverAsync(EmitterTwin twin, CancellationToken cancellation)
    {
        await _outlet.FlushAsync(cancellation);
        twin.Delivered();
    }

    void SetHead(ReplyHead head)
    {
        _status = head.Status;
        _client.SetHead(head);
    }
}
