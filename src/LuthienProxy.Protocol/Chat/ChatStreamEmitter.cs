using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.OpenAI;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Writes a streamed chat completion that keeps C1–C9, whatever it is fed.</summary>
/// <remarks>
/// 1. Events of one chunk are held until it is whole or torn. 2. An ordinary delta of a block under way leaves at once, as it came.
/// 3. Every other whole chunk is written twice over: its events one by one, as they would leave if they were new, and its own bytes; the bytes are
/// taken if nothing had to deviate from them. So there is one set of rules, and untouched legal chunks leave byte for byte.
/// 4. Events without a whole chunk are written one by one.
/// </remarks>
sealed partial class ChatStreamEmitter : IResponseEmitter
{
    static readonly GatewayError Empty = new(ErrorKind.Upstream, "The upstream ended the answer before it began.") { Code = "upstream_empty" };

    // Its client would run the call with what came before the stop.
    static readonly GatewayError HalfACall = new(ErrorKind.Upstream, "The upstream sent a part of a tool call after the answer's stop.") { Code = "upstream_malformed" };

    readonly ConversationRequest _request;
    readonly TimeProvider _time;
    readonly ChunkWriter _chunks;
    readonly ScratchBytes _due = new();
    FrameAssembly _assembly;
    ChatFrame? _whole;
    bool _deviates;

    /// <summary>An emitter for the answer to a request.</summary>
    public ChatStreamEmitter(ConversationRequest request, TimeProvider time)
    {
        _request = request;
        _time = time;
        _chunks = new(request.IncludeUsage);
    }

    /// <inheritdoc/>
    public bool HasStarted { get; private set; }

    /// <inheritdoc/>
    public bool HasEnded { get; private set; }

    /// <inheritdoc/>
    public RepairCounts Repairs { get; } = new();

    /// <inheritdoc/>
    public void Emit(ResponseEvent next, IBufferWriter<byte> output)
    {
        if (!HasEnded && _assembly.IsTornBy(next))
            WriteHeld(output);
        if (HasEnded)
        {
            Repairs.Add(Repair.AfterEnd);
            return;
        }
        var fit = _assembly.Offer(next);
        if (fit == FrameFit.Held)
            return;
        if (fit == FrameFit.Apart)
            WriteApart(next, output);
        else if (next.Origin is ChatFrame { Kind: not ChatFrameKind.Body } frame)
            WriteWhole(frame, output);
        else
            WriteForeign(next.Origin!, output);
    }

    /// <inheritdoc/>
    public void Settle(IBufferWriter<byte> output)
    {
        if (!HasEnded)
            WriteHeld(output);
    }

    /// <inheritdoc/>
    public void Fail(GatewayError error, IBufferWriter<byte> output)
    {
        if (HasEnded)
            return;
        if (HasStarted)
            WriteHeld(output);
        if (HasStarted && !HasEnded)
            EndWithError(error);
        HasEnded = true;
        Flush(output);
    }

    /// <inheritdoc/>
    public bool KeepAlive(IBufferWriter<byte> output)
    {
        if (HasEnded)
            return false;
        if (_choices.Find(choice => choice is { HasRole: true, IsStopped: false }) is { } live && !_usageSent)
            _chunks.WriteChoice(_due, Identity, live.Index, default, null, null, keepRest: true);
        else
            SseWriter.WriteComment(_due, " keep-alive"u8);
        Flush(output);
        return true;
    }

    void WriteHeld(IBufferWriter<byte> output)
    {
        foreach (var held in _assembly.TakeHeld())
            WriteApart(held, output);
    }

    void WriteForeign(WireFrame frame, IBufferWriter<byte> output)
    {
        for (var at = 0; at < frame.EventCount; at++)
            WriteApart(frame.EventAt(at), output);
    }

    void WriteApart(ResponseEvent next, IBufferWriter<byte> output)
    {
        // A copy of a frame that means nothing is that frame.
        if (next is Passthrough { Origin: ChatFrame { EventCount: 1, Kind: not ChatFrameKind.Body } frame } && frame.EventAt(0) is Passthrough)
        {
            WriteWhole(frame, output);
            return;
        }
        Write(next);
        Flush(output);
    }

    void WriteWhole(ChatFrame frame, IBufferWriter<byte> output)
    {
        if (IsOrdinary(frame) || IsBareError(frame))
        {
            Relay(frame, output);
            return;
        }
        _whole = frame;
        _deviates = false;
        Judge(frame);
        for (var at = 0; at < frame.EventCount; at++)
            Write(frame.EventAt(at));
        JudgeTools(frame);
        _whole = null;
        if (_deviates)
        {
            Flush(output);
            return;
        }
        NoteRoles(frame);
        LetGo();
        Relay(frame, output);
    }

    void Relay(ChatFrame frame, IBufferWriter<byte> output)
    {
        HasStarted = true;
        if (frame.Kind == ChatFrameKind.Comment)
            SseWriter.WriteComment(output, frame.Data.Span);
        else
            SseWriter.WriteEvent(output, default, frame.Data.Span);
    }

    void Flush(IBufferWriter<byte> output)
    {
        if (_due.WrittenCount > 0)
        {
            HasStarted = true;
            output.Write(_due.WrittenSpan);
        }
        LetGo();
    }

    void LetGo()
    {
        _due.Clear();
        _delta.Clear();
        _escaped.Clear();
    }

    void EndWithError(GatewayError error)
    {
        HasEnded = true;
        SseWriter.BeginEvent(_due, default);
        OpenAIErrors.WriteEnvelope(_due, error);
        SseWriter.EndEvent(_due);
    }

    void Mend(Repair repair)
    {
        Repairs.Add(repair);
        _deviates = true;
    }
}
