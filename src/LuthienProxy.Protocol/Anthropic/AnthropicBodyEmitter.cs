using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Writes one answer as a whole body once it is complete: the original bytes if nothing was changed and nothing had to be repaired.</summary>
sealed class AnthropicBodyEmitter : IResponseEmitter
{
    readonly AnthropicBodyOutput _body = new();
    readonly AnthropicAnswer _answer;
    readonly List<ResponseEvent> _events = [];

    public AnthropicBodyEmitter(string model) => _answer = new(_body, model);

    /// <inheritdoc/>
    public bool HasStarted { get; private set; }

    /// <inheritdoc/>
    public bool HasEnded => _answer.HasEnded;

    /// <inheritdoc/>
    public RepairCounts Repairs => _answer.Repairs;

    /// <inheritdoc/>
    public void Emit(ResponseEvent next, IBufferWriter<byte> output)
    {
        if (HasEnded)
        {
            _answer.Take(next);
            return;
        }
        _events.Add(next);
        if (next is ResponseCompleted or ResponseFailed)
            Write(output);
    }

    /// <inheritdoc/>
    public void Settle(IBufferWriter<byte> output)
    {
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, IBufferWriter<byte> output) => _answer.Fail(error);

    /// <inheritdoc/>
    public bool KeepAlive(IBufferWriter<byte> output) => false;

    void Write(IBufferWriter<byte> output)
    {
        var original = Original();
        foreach (var gathered in _events)
            _answer.Take(gathered, isTouched: original is null);
        if (original is { IsComplete: false })
            Repairs.Add(Repair.CompletedFrame);
        var isError = original is not null && _events[0] is ResponseFailed;
        var body = original is not null && (isError || Repairs.Total == 0) ? original.Data.Span : _body.Message;
        HasStarted = !body.IsEmpty;
        output.Write(body);
    }

    /// <summary>The body, if all of its events are here, untouched and in order.</summary>
    AnthropicFrame? Original()
    {
        if (_events[0].Origin is not AnthropicFrame { Kind: AnthropicFrameKind.Body } frame || frame.EventCount != _events.Count)
            return null;
        for (var i = 0; i < _events.Count; i++)
            if (!ReferenceEquals(frame.EventAt(i), _events[i]))
                return null;
        return frame;
    }
}
