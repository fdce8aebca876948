using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>
/// Writes the body of an answer that was not streamed: the provider's own bytes where nobody changed anything, else what a stream of the same
/// events would have ended with.
/// </summary>
sealed class ResponsesBodyEmitter : IResponseEmitter
{
    readonly ResponsesStreamEmitter _stream = ResponsesStreamEmitter.ForBody();
    readonly DiscardedOutput _discarded = new();
    FrameAssembly _assembly;

    public bool HasStarted { get; private set; }

    public bool HasEnded { get; private set; }

    public RepairCounts Repairs => _stream.Repairs;

    public void Emit(ResponseEvent next, IBufferWriter<byte> output)
    {
        if (HasEnded)
        {
            Repairs.Add(Repair.AfterEnd);
            return;
        }
        if (_assembly.IsTornBy(next))
            foreach (var held in _assembly.TakeHeld())
                Write(held, output);
        switch (HasEnded ? FrameFit.Held : _assembly.Offer(next))
        {
            case FrameFit.Whole:
                output.Write(next.Origin!.Data.Span);
                HasStarted = HasEnded = true;
                break;
            case FrameFit.Apart:
                Write(next, output);
                break;
        }
    }

    /// <summary>A body is written at its end or not at all: nothing can be settled before.</summary>
    public void Settle(IBufferWriter<byte> output)
    {
    }

    public void Fail(GatewayError error, IBufferWriter<byte> output) => HasEnded = true;

    public bool KeepAlive(IBufferWriter<byte> output) => false;

    void Write(ResponseEvent next, IBufferWriter<byte> output)
    {
        // An error that is not the provider's own becomes an HTTP status: nothing was written yet.
        if (next is ResponseFailed)
        {
            HasEnded = true;
            return;
        }
        _stream.Emit(next, _discarded);
        if (!_stream.HasEnded)
            return;
        HasEnded = true;
        if (_stream.LastResponse.IsEmpty)
            return;
        output.Write(_stream.LastResponse.Span);
        HasStarted = true;
    }

    /// <summary>Takes the stream that nobody reads.</summary>
    sealed class DiscardedOutput : IBufferWriter<byte>
    {
        byte[] _buffer = new byte[512];

        public void Advance(int count)
        {
        }

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            if (_buffer.Length < sizeHint)
                _buffer = new byte[sizeHint];
            return _buffer;
        }

        public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;
    }
}
