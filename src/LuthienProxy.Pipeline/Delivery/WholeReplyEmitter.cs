using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>Stands where an emitter stands for calls whose reply is passed on whole: no event ever reaches it.</summary>
sealed class WholeReplyEmitter : IResponseEmitter
{
    public bool HasStarted => false;

    public bool HasEnded { get; private set; }

    public RepairCounts Repairs { get; } = new();

    public void Emit(ResponseEvent next, IBufferWriter<byte> output) => throw new InvalidOperationException("A reply that is passed on whole has no events.");

    public void Settle(IBufferWriter<byte> output)
    {
    }

    public void Fail(GatewayError error, IBufferWriter<byte> output) => HasEnded = true;

    public bool KeepAlive(IBufferWriter<byte> output) => false;
}
