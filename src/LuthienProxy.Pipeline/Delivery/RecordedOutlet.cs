using System.Buffers;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>
/// By way of the record: what is written is staged, compared with what the upstream sent, and handed to the transport when the journal's mode allows it.
/// </summary>
/// <remarks>
/// <c>async</c>: at once, unless more than <c>max-unacked</c> bytes would then be off the record, or the journal is behind by <c>max-backlog</c>. <c>before-delivery</c>: once it is committed. There
/// the record says what was about to be delivered; the summary's count says how far that came.
/// </remarks>
sealed class RecordedOutlet(IClientChannel client, TransactionRecorder recorder, TimeProvider time) : Outlet(client, time)
{
    readonly Staging _staging = new();
    bool _mayGoUncommitted;

    public override IBufferWriter<byte> Writer => _staging;

    public override long Unflushed => _staging.Length + Transport.Unflushed;

    public override long HeldBytes => base.HeldBytes + _staging.HeldBytes;

    public override void Wrote(ResponseEvent? next) => recorder.Wrote(_staging, next);

    public override ValueTask FlushAsync(CancellationToken cancellation)
    {
        recorder.Compare(_staging);
        if (recorder.IsBeforeDelivery)
            return CommitAndFlushAsync(cancellation);
        return recorder.HasRoom(_staging.Length) ? HandToTransportAsync(cancellation) : WaitAndFlushAsync(cancellation);
    }

    public override async ValueTask<bool> TakeBackAsync(CancellationToken cancellation)
    {
        if (!recorder.IsBeforeDelivery)
            return false;
        recorder.Compare(_staging);
        var isCommitted = _staging.Length == 0 || await recorder.CommitAsync(cancellation);
        // The error may go out whatever the journal does: it holds nothing of the answer.
        _mayGoUncommitted = true;
        if (isCommitted)
            return false;
        _staging.Clear();
        recorder.Discarded();
        recorder.Rewind(BytesDelivered);
        return true;
    }

    protected override void Accepted() => recorder.Accepted();

    protected override void Refused() => recorder.Discarded();

    async ValueTask WaitAndFlushAsync(CancellationToken cancellation)
    {
        await recorder.RoomAsync(_staging.Length, cancellation);
        await HandToTransportAsync(cancellation);
    }

    async ValueTask CommitAndFlushAsync(CancellationToken cancellation)
    {
        if (!_mayGoUncommitted && !await recorder.CommitAsync(cancellation))
            throw new JournalUnavailableException();
        await HandToTransportAsync(cancellation);
    }

    ValueTask HandToTransportAsync(CancellationToken cancellation)
    {
        _staging.MoveTo(Transport);
        return FlushTransportAsync(cancellation);
    }
}
