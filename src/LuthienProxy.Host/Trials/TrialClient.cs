using System.IO.Pipelines;
using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Host.Trials;

/// <summary>Takes the answer of a trial as fast as it comes and keeps none of it: what was delivered is read from the record.</summary>
/// <param name="gone">Fires when nobody waits for the trial any more.</param>
sealed class TrialClient(CancellationToken gone) : IClientChannel
{
    readonly Discard _body = new();

    public CancellationToken Gone => gone;

    public PipeWriter Body => _body;

    public bool HasStarted => _body.HasStarted;

    public void SetHead(ReplyHead head)
    {
        // The record has the status.
    }

    public void Abort()
    {
        // There is no connection to cut.
    }

    sealed class Discard : ReadyWriter
    {
        const int Least = 4096;

        byte[] _scratch = new byte[Least];

        public override void Advance(int bytes)
        {
            // What was written is written over by the next.
        }

        public override Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_scratch.Length < sizeHint)
                _scratch = new byte[sizeHint];
            return _scratch;
        }
    }
}
