using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Turns the frames of one streamed answer into events. The state of one answer; not thread-safe.</summary>
sealed class AnthropicStreamDecoder : IStreamDecoder
{
    readonly Dictionary<int, (BlockId Id, AnthropicForm Form)> _open = [];
    AnthropicMould? _mould;
    int _blocks;
    int _frames;

    /// <inheritdoc/>
    public void Decode(in SseFrame frame, List<ResponseEvent> events)
    {
        if (_mould?.TryPour(frame, _frames) is { } alike)
        {
            _frames++;
            events.Add(alike);
            return;
        }
        _mould = null;
        Read(frame, events);
    }

    void Read(in SseFrame frame, List<ResponseEvent> events)
    {
        var read = new AnthropicFrame(frame, _frames++);
        var scan = new AnthropicScan(frame.Data.Span);
        read.Kind = Classify(read, frame.IsComment, ref scan);
        switch (read.Kind)
        {
            case AnthropicFrameKind.BlockDelta:
                ReadDelta(read, scan, events);
                break;
            case AnthropicFrameKind.BlockStart:
                ReadBlockStart(read, events);
                break;
            case AnthropicFrameKind.BlockStop:
                Add(new BlockCompleted(Close(read.Index)) { Origin = read }, read, events);
                break;
            case AnthropicFrameKind.MessageStart:
                ReadMessageStart(read, events);
                break;
            case AnthropicFrameKind.MessageDelta:
                ReadMessageDelta(read, events);
                break;
            case AnthropicFrameKind.MessageStop:
                Add(new ResponseCompleted { Origin = read }, read, events);
                break;
            case AnthropicFrameKind.Error:
                Add(new ResponseFailed(AnthropicErrors.Read(AnthropicJson.Parse(read.Data))) { Origin = read }, read, events);
                break;
            case AnthropicFrameKind.Unreadable:
                Add(new ResponseFailed(AnthropicErrors.Unreadable) { Origin = read }, read, events);
                break;
            default:
                Add(new Passthrough { Origin = read }, read, events);
                break;
        }
    }

    static AnthropicFrameKind Classify(AnthropicFrame frame, bool isComment, ref AnthropicScan scan)
    {
        if (isComment)
            return AnthropicFrameKind.Comment;
        var data = frame.Data.Span;
        if (data.IsEmpty || data.SequenceEqual("[DONE]"u8))
            return AnthropicFrameKind.Foreign;
        if (!scan.TryRead())
            return AnthropicFrameKind.Unreadable;
        frame.TypeSpan = scan.Type;
        frame.Index = scan.Index;
        frame.IndexSpan = scan.IndexToken;
        var name = frame.Name.Span;
        if (!scan.Type.IsPresent)
            return ClassifyByName(frame, name);
        var type = scan.Type.In(data);
        var kind = AnthropicNames.KindOf(type);
        // What nobody knows is left alone, if only it has a name to be known by.
        frame.IsComplete = type.SequenceEqual(name) || (kind == AnthropicFrameKind.Other && !name.IsEmpty);
        return kind;
    }

    static AnthropicFrameKind ClassifyByName(AnthropicFrame frame, ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return AnthropicFrameKind.Foreign;
        var kind = AnthropicNames.KindOf(name);
        frame.IsComplete = kind == AnthropicFrameKind.Other;
        return kind;
    }

    void ReadDelta(AnthropicFrame frame, in AnthropicScan scan, List<ResponseEvent> events)
    {
        var (id, form) = Open(frame.Index);
        frame.Form = scan.Form;
        frame.TextSpan = scan.Text;
        // Without its text a delta of a known type makes SDKs append "undefined" or throw.
        frame.IsComplete &= frame.IndexSpan.IsPresent && (scan.Text.IsPresent || scan.Form == AnthropicForm.Opaque);
        var kind = form == AnthropicForm.Opaque ? DeltaKind.Opaque : scan.Form switch
        {
            AnthropicForm.Text or AnthropicForm.Thinking => DeltaKind.Text,
            AnthropicForm.ToolUse => DeltaKind.Arguments,
            AnthropicForm.Signature => DeltaKind.Signature,
            _ => DeltaKind.Opaque,
        };
        var delta = new BlockDelta(id, kind) { Origin = frame };
        Add(delta, frame, events);
        _mould = AnthropicMould.Of(frame, delta);
    }

    void ReadBlockStart(AnthropicFrame frame, List<ResponseEvent> events)
    {
        var block = AnthropicJson.Parse(frame.Data).Field("content_block"u8);
        // A start at an index that is still open is the same block once more: its deltas could not be told apart.
        var id = frame.Index >= 0 && _open.TryGetValue(frame.Index, out var open) ? open.Id : NextBlock();
        frame.Form = new AnthropicContent(frame, events).Start(id, block);
        frame.IsComplete &= frame.IndexSpan.IsPresent && block.ValueKind == JsonValueKind.Object
            && !(frame.Form == AnthropicForm.ToolUse && (AnthropicJson.IsFilled(block.Field("input"u8)) || block.Field("input"u8).ValueKind != JsonValueKind.Object));
        _open[frame.Index] = (id, frame.Form);
    }

    void ReadMessageStart(AnthropicFrame frame, List<ResponseEvent> events)
    {
        var message = AnthropicJson.Parse(frame.Data).Field("message"u8);
        var started = new ResponseStarted(message.TextField("id"u8) ?? "", message.TextField("model"u8) ?? "") { Origin = frame };
        Add(started, frame, events);
        var usage = AnthropicUsage.Read(message.Field("usage"u8));
        Add(new UsageReported(usage) { Origin = frame }, frame, events);
        frame.IsComplete &= started is { Id.Length: > 0, Model.Length: > 0 } && message.TextField("role"u8) == "assistant"
            && usage is { Input: not null, Output: not null } && message.Field("content"u8).ValueKind == JsonValueKind.Array;
        foreach (var block in message.ItemsOf("content"u8))
            new AnthropicContent(frame, events).Whole(NextBlock(), block);
    }

    static void ReadMessageDelta(AnthropicFrame frame, List<ResponseEvent> events)
    {
        var root = AnthropicJson.Parse(frame.Data);
        var word = root.Field("delta"u8).TextField("stop_reason"u8);
        if (!string.IsNullOrEmpty(word))
            Add(new ChoiceStopped(0, new(AnthropicStop.KindOf(word), word)) { Origin = frame }, frame, events);
        var usage = AnthropicUsage.Read(root.Field("usage"u8));
        Add(new UsageReported(usage) { Origin = frame }, frame, events);
        frame.IsComplete &= usage.Output is not null;
    }

    (BlockId Id, AnthropicForm Form) Open(int index)
    {
        if (!_open.TryGetValue(index, out var block))
            _open[index] = block = (NextBlock(), AnthropicForm.Text);
        return block;
    }

    BlockId Close(int index) => _open.Remove(index, out var block) ? block.Id : NextBlock();

    BlockId NextBlock() => new(_blocks++);

    static void Add(ResponseEvent decoded, AnthropicFrame frame, List<ResponseEvent> events) => events.Add(frame.Add(decoded));
}
