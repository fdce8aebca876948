using System.Buffers;
using System.IO.Pipelines;
using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>Stands where the client stood: takes everything at once and keeps it.</summary>
sealed class ReplayClient(CancellationToken gone) : IClientChannel
{
    readonly Kept _body = new();

    public CancellationToken Gone => gone;

    public PipeWriter Body => _body;

    public bool HasStarted => _body.HasStarted;

    /// <summary>The status that it would have seen; null before any.</summary>
    public int? Status { get; private set; }

    /// <summary>What it would have got.</summary>
    public ReadOnlyMemory<byte> Taken => _body.Taken;

    public void SetHead(ReplyHead head) => Status = head.Status;

    public void Abort()
    {
        // There is no connection to cut.
    }

    sealed class Kept : ReadyWriter
    {
        readonly ArrayBufferWriter<byte> _bytes = new();

        public ReadOnlyMemory<byte> Taken => _bytes.WrittenMemory;

        public override void Advance(int bytes) => _bytes.Advance(bytes);

        public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.GetMemory(sizeHint);
    }
}
