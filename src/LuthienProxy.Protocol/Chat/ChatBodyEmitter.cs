using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.OpenAI;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Writes the body of a chat completion once its end is told: the original bytes if nothing was touched and all of it is legal, else a rebuilt body.</summary>
sealed class ChatBodyEmitter(ConversationRequest request, TimeProvider time) : IResponseEmitter
{
    readonly List<ResponseEvent> _events = [];

    /// <inheritdoc/>
    public bool HasStarted { get; private set; }

    /// <inheritdoc/>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public RepairCounts Repairs { get; } = new();

    /// <inheritdoc/>
    public void Emit(ResponseEvent next, IBufferWriter<byte> output)
    {
        if (HasEnded)
        {
            Repairs.Add(Repair.AfterEnd);
            return;
        }
        _events.Add(next);
        if (next is ResponseFailed failed)
            WriteError(failed, output);
        else if (next is ResponseCompleted)
            WriteBody(output);
    }

    /// <inheritdoc/>
    public void Settle(IBufferWriter<byte> output)
    {
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, IBufferWriter<byte> output) => HasEnded = true;

    /// <inheritdoc/>
    public bool KeepAlive(IBufferWriter<byte> output) => false;

    void WriteError(ResponseFailed failed, IBufferWriter<byte> output)
    {
        HasEnded = HasStarted = true;
        if (Untouched() is { } body)
            output.Write(body.Data.Span);
        else
            OpenAIErrors.WriteEnvelope(output, failed.Error);
    }

    void WriteBody(IBufferWriter<byte> output)
    {
        HasEnded = true;
        // An end with nothing before it is no answer: the caller still has the HTTP status to say so.
        if (!_events.Exists(known => known is ResponseStarted or BlockStarted or ChoiceStopped))
        {
            Repairs.Add(Repair.MissingStop);
            return;
        }
        HasStarted = true;
        var answer = new BodyAnswer(Repairs);
        foreach (var known in _events)
            answer.Take(known);
        answer.Conclude();
        if (Untouched() is { } body && IsLegal(body) && Repairs.Total == 0)
            output.Write(body.Data.Span);
        else
            new BodyWriter(answer, request, time).Write(output);
    }

    ChatFrame? Untouched()
    {
        if (_events[0].Origin is not ChatFrame { Kind: ChatFrameKind.Body } frame || frame.EventCount != _events.Count)
            return null;
        for (var at = 0; at < _events.Count; at++)
            if (!ReferenceEquals(frame.EventAt(at), _events[at]))
                return null;
        return frame;
    }

    bool IsLegal(ChatFrame body)
    {
        var isWhole = body.Identity is { IsComplete: true } && (body.Traits & ~(ChunkTraits.Usage | ChunkTraits.Role)) == ChunkTraits.None;
        for (var at = 0; at < body.ChoiceCount; at++)
            isWhole &= body.ChoiceAt(at).HasRole;
        for (var at = 0; at < body.ToolCount; at++)
            isWhole &= body.ToolAt(at).Head == ToolHeadTraits.Whole;
        if (!isWhole)
            Repairs.Add(Repair.CompletedFrame);
        return isWhole;
    }
}
