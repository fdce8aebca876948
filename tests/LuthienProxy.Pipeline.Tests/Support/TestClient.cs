using System.IO.Pipelines;
using System.Text;
using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A client in memory: reads what is delivered at its own pace, and can leave.</summary>
public sealed class TestClient : IClientChannel, IDisposable
{
    readonly CancellationTokenSource _gone = new();
    readonly CountingWriter _body;
    readonly Pipe _pipe;

    /// <param name="window">Bytes the client's transport takes before it must read.</param>
    public TestClient(int window = 1 << 20)
    {
        _pipe = new Pipe(new PipeOptions(pauseWriterThreshold: window, resumeWriterThreshold: window / 2, useSynchronizationContext: false));
        _body = new CountingWriter(_pipe.Writer);
    }

    public CancellationToken Gone => _gone.Token;

    public PipeWriter Body => _body;

    public bool HasStarted => _body.HasFlushed;

    public ReplyHead? Head { get; private set; }

    /// <summary>Bytes that were delivered and not read.</summary>
    public long Unread => _body.Flushed;

    public bool WasAborted { get; private set; }

    public void SetHead(ReplyHead head) => Head = head;

    public void Abort() => WasAborted = true;

    /// <summary>Waits until the transport's window is full: a flush is under way that only reading or leaving ends.</summary>
    public Task IsFullAsync() => _body.IsFull.Task;

    /// <summary>Told at each flush how many bytes were delivered with it.</summary>
    public Action<long> OnFlush
    {
        set => _body.OnFlush = value;
    }

    /// <summary>The client leaves: its transport takes nothing more.</summary>
    public void Leave()
    {
        _pipe.Reader.Complete();
        _gone.Cancel();
    }

    /// <summary>Reads until the body holds the text; the rest stays unread.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        while (true)
        {
            var read = await _pipe.Reader.ReadAsync();
            var seen = Encoding.UTF8.GetString(read.Buffer);
            if (seen.Contains(text, StringComparison.Ordinal) || read.IsCompleted)
            {
                _pipe.Reader.AdvanceTo(read.Buffer.Start);
                return seen;
            }
            _pipe.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    /// <summary>Everything that was delivered, once the call has ended.</summary>
    public async Task<string> ReadAllAsync()
    {
        await _pipe.Writer.CompleteAsync();
        return await new StreamReader(_pipe.Reader.AsStream(), Encoding.UTF8).ReadToEndAsync();
    }

    public void Dispose() => _gone.Dispose();

    /// <summary>Tells whether anything was flushed yet, which is what "started" means to a transport.</summary>
    sealed class CountingWriter(PipeWriter inner) : PipeWriter
    {
        public Action<long> OnFlush { get; set; } = static _ => { };

        public TaskCompletionSource IsFull { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool HasFlushed => Flushed > 0;

        public long Flushed { get; private set; }

        public override bool CanGetUnflushedBytes => true;

        public override long UnflushedBytes => inner.UnflushedBytes;

        public override void Advance(int bytes) => inner.Advance(bytes);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            Flushed += inner.UnflushedBytes;
            OnFlush(Flushed);
            var flush = inner.FlushAsync(cancellationToken);
            if (!flush.IsCompleted)
                IsFull.TrySetResult();
            return flush;
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
    }
}
