using System.Buffers;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>Straight to the transport: nothing is recorded.</summary>
sealed class PlainOutlet(IClientChannel client, TimeProvider time) : Outlet(client, time)
{
    public override IBufferWriter<byte> Writer => Transport;

    public override long Unflushed => Transport.Unflushed;

    public override void Wrote(ResponseEvent? next)
    {
    }

    public override ValueTask FlushAsync(CancellationToken cancellation) => FlushTransportAsync(cancellation);

    public override ValueTask<bool> TakeBackAsync(CancellationToken cancellation) => new(false);

    protected override void Accepted()
    {
    }

    protected override void Refused()
    {
    }
}
