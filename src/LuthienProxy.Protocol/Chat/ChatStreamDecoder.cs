using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Chat;

/// <summary>Turns the frames of a streamed chat completion into events.</summary>
/// <remarks>
/// A stop reason that comes together with content is told after the next chunk has shown that no more content follows (I-01): such chunks are
/// illegal (I-02, I-03), and some providers send one with every piece of a tool call.
/// </remarks>
sealed class ChatStreamDecoder : IStreamDecoder
{
    static readonly GatewayError Unreadable = new(ErrorKind.Upstream, "The upstream sent an event that is not valid JSON.") { Code = "upstream_malformed" };

    readonly ChatAnswerDecoder _answer = new();
    ChunkMould _mould;

    /// <inheritdoc/>
    public void Decode(in SseFrame frame, List<ResponseEvent> events)
    {
        var data = frame.Data.Span;
        if (frame.IsComment)
            Pass(new(ChatFrameKind.Comment, frame.Event, frame.Data), events);
        else if (data.Length > 0 && data[0] == (byte)'{')
            Read(frame, events);
        else if (data.Trim(" \t\n"u8) is var trimmed && trimmed.IsEmpty)
            Pass(new(ChatFrameKind.Empty, frame.Event, frame.Data), events);
        else if (trimmed.SequenceEqual("[DONE]"u8))
            Complete(frame, trimmed.Length == data.Length, events);
        else
            Read(frame, events);
    }

    void Read(in SseFrame source, List<ResponseEvent> events)
    {
        var frame = new ChatFrame(ChatFrameKind.Chunk, source.Event, source.Data);
        if (!source.Event.IsEmpty)
            frame.Traits |= ChunkTraits.Named;
        if (source.Event.IsEmpty && _mould.Fits(source.Data.Span, out var text, out var padding))
        {
            frame.Padding = padding;
            frame.Mould = _mould.Cast;
            _answer.ReadAlike(frame, _mould, text, events);
        }
        else if (TryReadJson(frame, events))
        {
            _mould.Take(frame);
        }
        else
        {
            _mould = default;
        }
        _answer.LetGo();
    }

    bool TryReadJson(ChatFrame frame, List<ResponseEvent> events)
    {
        var known = events.Count;
        try
        {
            _answer.Read(frame, events);
            return true;
        }
        catch (JsonException)
        {
            events.RemoveRange(known, events.Count - known);
            events.Add(new ResponseFailed(Unreadable));
            return false;
        }
    }

    void Complete(in SseFrame source, bool isTidy, List<ResponseEvent> events)
    {
        _answer.ReleaseStops(events);
        var frame = new ChatFrame(ChatFrameKind.Done, source.Event, source.Data);
        if (!isTidy)
            frame.Traits |= ChunkTraits.Untidy;
        events.Add(frame.Add(new ResponseCompleted { Origin = frame }));
    }

    static void Pass(ChatFrame frame, List<ResponseEvent> events) => events.Add(frame.Add(new Passthrough { Origin = frame }));
}
