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

    sealed class Discard : PipeWriter
    {
        const int Least = 4096;

        byte[] _scratch = new byte[Least];
        long _unflushed;

        public bool HasStarted { get; private set; }

        public override bool CanGetUnflushedBytes => true;

        public override long UnflushedBytes => _unflushed;

        public override void Advance(int bytes) => _unflushed += bytes;

        public override Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_scratch.Length < sizeHint)
                _scratch = new byte[sizeHint];
            return _scratch;
        }

        public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            HasStarted = true;
            _unflushed = 0;
            return default;
        }

        public override void CancelPendingFlush()
        {
            // None ever waits.
        }

        public override void Complete(Exception? exception = null)
        {
            // Nothing is held.
        }
    }
}
