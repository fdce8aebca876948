using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Writes one answer as an event stream; the grammar is <see cref="AnthropicAnswer"/>'s.</summary>
sealed class AnthropicStreamEmitter : IResponseEmitter
{
    readonly AnthropicSseOutput _sse = new();
    readonly AnthropicAnswer _answer;
    FrameAssembly _assembly;

    public AnthropicStreamEmitter(string model) => _answer = new(_sse, model);

    /// <inheritdoc/>
    public bool HasStarted => _sse.HasWritten;

    /// <inheritdoc/>
    public bool HasEnded => _answer.HasEnded;

    /// <inheritdoc/>
    public RepairCounts Repairs => _answer.Repairs;

    /// <inheritdoc/>
    public void Emit(ResponseEvent next, IBufferWriter<byte> output)
    {
        _sse.WriteTo(output);
        if (_assembly.IsTornBy(next))
            TakeHeld();
        switch (_assembly.Offer(next))
        {
            case FrameFit.Whole:
                TakeFrame(next.Origin!);
                break;
            case FrameFit.Apart:
                _answer.Take(next);
                break;
        }
    }

    /// <inheritdoc/>
    public void Settle(IBufferWriter<byte> output)
    {
        _sse.WriteTo(output);
        TakeHeld();
        _answer.Settle();
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, IBufferWriter<byte> output)
    {
        _sse.WriteTo(output);
        TakeHeld();
        _answer.Fail(error);
    }

    /// <inheritdoc/>
    public bool KeepAlive(IBufferWriter<byte> output)
    {
        if (HasEnded)
            return false;
        _sse.WriteTo(output);
        _sse.Beat(_answer.OpenBlock);
        return true;
    }

    void TakeFrame(WireFrame frame)
    {
        if (frame is AnthropicFrame { Kind: not AnthropicFrameKind.Body } own)
        {
            _answer.TakeFrame(own);
            return;
        }
        // Another format's frame, or a body: its events say the same, its bytes do not.
        for (var i = 0; i < frame.EventCount; i++)
            _answer.Take(frame.EventAt(i));
    }

    void TakeHeld()
    {
        foreach (var held in _assembly.TakeHeld())
            _answer.Take(held);
    }
}
