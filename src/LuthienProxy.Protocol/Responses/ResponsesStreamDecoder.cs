using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>
/// Decodes the events of a Responses stream. One block is one content part of a message, one tool call, one reasoning item, or one item of another kind.
/// </summary>
/// <remarks>
/// Of the several frames that end a block the first is its <see cref="BlockCompleted"/>; the later copies are scaffolding. Content that comes only in such
/// a copy is decoded from it. An <c>error</c> frame is not yet the end: <c>response.failed</c> follows it (R12).
/// </remarks>
sealed class ResponsesStreamDecoder : IStreamDecoder
{
    static readonly GatewayError Unreadable = new(ErrorKind.Upstream, "The upstream sent an event that is not a JSON object.");

    readonly DecodedAnswer _answer = new();
    readonly ItemDecoder _items;
    ResponsesMould? _mould;
    int _ordinal;

    public ResponsesStreamDecoder() => _items = new(_answer);

    public void Decode(in SseFrame frame, List<ResponseEvent> events)
    {
        if (_mould?.TryPour(frame, _ordinal) is { } alike)
        {
            _ordinal++;
            events.Add(alike);
            return;
        }
        _mould = null;
        if (FrameScan.Read(frame) is not { } read)
        {
            events.Add(new ResponseFailed(Unreadable));
            return;
        }
        read.Ordinal = _ordinal++;
        read.Place = _answer.Place(read);
        Decode(read, events);
        if (read.EventCount == 0)
            events.Add(read.Add(new Passthrough { Origin = read }));
        _mould = ResponsesMould.Of(read);
    }

    void Decode(ResponsesFrame frame, List<ResponseEvent> events)
    {
        switch (frame.Kind)
        {
            case ResponsesFrameKind.TextDelta:
                Delta(frame, ItemKind.Message, BlockKind.Text, DeltaKind.Text, events);
                break;
            case ResponsesFrameKind.RefusalDelta:
                Delta(frame, ItemKind.Message, BlockKind.Refusal, DeltaKind.Text, events);
                break;
            case ResponsesFrameKind.ArgumentsDelta:
                Delta(frame, ItemKind.Function, BlockKind.ToolCall, DeltaKind.Arguments, events);
                break;
            case ResponsesFrameKind.InputDelta:
                Delta(frame, ItemKind.Custom, BlockKind.ToolCall, DeltaKind.Arguments, events);
                break;
            case ResponsesFrameKind.SummaryDelta or ResponsesFrameKind.ReasoningDelta:
                Delta(frame, ItemKind.Reasoning, BlockKind.Thinking, DeltaKind.Text, events);
                break;
            case ResponsesFrameKind.TextDone or ResponsesFrameKind.RefusalDone or ResponsesFrameKind.PartDone:
                PartDone(frame, events);
                break;
            case ResponsesFrameKind.ArgumentsDone or ResponsesFrameKind.InputDone:
                if (_answer.Find(frame.Place) is { Kind: ItemKind.Function or ItemKind.Custom } call)
                    Complete(frame, _answer.WholeOf(call), DeltaKind.Arguments, events);
                break;
            case ResponsesFrameKind.SummaryPartAdded or ResponsesFrameKind.SummaryPartDone or ResponsesFrameKind.SummaryDone or ResponsesFrameKind.ReasoningDone:
                ReasoningPart(frame, events);
                break;
            case ResponsesFrameKind.PartAdded:
                PartAdded(frame, events);
                break;
            case ResponsesFrameKind.ItemAdded or ResponsesFrameKind.ItemDone:
                Item(frame, events);
                break;
            default:
                Answer(frame, events);
                break;
        }
    }

    /// <summary>The frames about the answer as a whole, and those of unknown types.</summary>
    void Answer(ResponsesFrame frame, List<ResponseEvent> events)
    {
        switch (frame.Kind)
        {
            case ResponsesFrameKind.Created:
                events.Add(frame.Add(AnswerEnds.Started(frame)));
                break;
            case ResponsesFrameKind.Terminal:
                AnswerEnds.DecodeUnseenItems(frame, _answer, _items, events);
                AnswerEnds.Complete(frame, _answer.HasToolCall, events);
                break;
            case ResponsesFrameKind.Failed:
                events.Add(frame.Add(new ResponseFailed(ResponsesErrors.Read(frame)) { Origin = frame }));
                break;
            case ResponsesFrameKind.Annotation or ResponsesFrameKind.Unknown when frame.OutputIndexAt.IsPresent:
                Opaque(frame, events);
                break;
        }
    }

    void Delta(ResponsesFrame frame, ItemKind itemKind, BlockKind blockKind, DeltaKind kind, List<ResponseEvent> events)
    {
        var item = _answer.GetOrAdd(frame.Place, itemKind);
        if (item.Kind != itemKind)
        {
            Opaque(frame, events);
            return;
        }
        var block = itemKind == ItemKind.Message ? _answer.PartOf(item, Math.Max(0, frame.PartIndex)) : _answer.WholeOf(item);
        frame.Block = block.Id;
        // Some servers leave out the frames that open a text; a tool call without them has no name and cannot be opened.
        if (!block.IsStarted && blockKind != BlockKind.ToolCall)
            Start(frame, block, blockKind, events);
        block.HasContent |= block.IsStarted;
        block.LastPart = (frame.Kind, frame.PartIndex);
        events.Add(frame.Add(new BlockDelta(block.Id, kind) { Origin = frame }));
    }

    void PartAdded(ResponsesFrame frame, List<ResponseEvent> events)
    {
        var item = _answer.GetOrAdd(frame.Place, ItemKind.Message);
        if (item.Kind != ItemKind.Message)
        {
            ReasoningPart(frame, events);
            return;
        }
        var block = _answer.PartOf(item, Math.Max(0, frame.PartIndex));
        var kind = ItemDecoder.KindOfPart(frame.Object);
        frame.Block = block.Id;
        Start(frame, block, kind, events);
        if (kind != BlockKind.Opaque)
            AddText(frame, block, DeltaKind.Text, events);
    }

    void PartDone(ResponsesFrame frame, List<ResponseEvent> events)
    {
        var item = _answer.GetOrAdd(frame.Place, ItemKind.Message);
        if (item.Kind != ItemKind.Message)
        {
            ReasoningPart(frame, events);
            return;
        }
        var block = _answer.PartOf(item, Math.Max(0, frame.PartIndex));
        if (!block.IsStarted)
            Start(frame, block, KindOfDone(frame), events);
        Complete(frame, block, DeltaKind.Text, events);
    }

    /// <summary>Scaffolding inside a reasoning item, or inside an item whose parts mean nothing here.</summary>
    void ReasoningPart(ResponsesFrame frame, List<ResponseEvent> events)
    {
        if (_answer.Find(frame.Place) is not { Kind: ItemKind.Reasoning } item)
        {
            Opaque(frame, events);
            return;
        }
        var block = _answer.WholeOf(item);
        frame.Block = block.Id;
        var delta = frame.Kind is ResponsesFrameKind.ReasoningDone or ResponsesFrameKind.PartAdded or ResponsesFrameKind.PartDone
            ? ResponsesFrameKind.ReasoningDelta
            : ResponsesFrameKind.SummaryDelta;
        if (!block.IsStarted || block.IsCompleted || block.LastPart == (delta, frame.PartIndex))
            return;
        block.LastPart = string.IsNullOrEmpty(frame.Text) ? block.LastPart : (delta, frame.PartIndex);
        AddText(frame, block, DeltaKind.Text, events);
    }

    void Item(ResponsesFrame frame, List<ResponseEvent> events)
    {
        if (frame.ObjectAt.IsPresent)
            _items.Decode(frame, frame.Place, frame.Object, frame.Kind == ResponsesFrameKind.ItemDone, events);
        frame.Block = _answer.Find(frame.Place)?.Whole?.Id;
    }

    void Opaque(ResponsesFrame frame, List<ResponseEvent> events)
    {
        var item = _answer.Find(frame.Place);
        var block = item?.Kind == ItemKind.Message ? item.PartAt(frame.PartIndex) : item?.Whole;
        frame.Block = block?.Id;
        if (block is { IsStarted: true, IsCompleted: false })
            events.Add(frame.Add(new BlockDelta(block.Id, DeltaKind.Opaque) { Origin = frame }));
    }

    static void Complete(ResponsesFrame frame, DecodedBlock block, DeltaKind kind, List<ResponseEvent> events)
    {
        frame.Block = block.Id;
        if (!block.IsStarted || block.IsCompleted)
            return;
        if (!block.HasContent)
            AddText(frame, block, kind, events);
        block.IsCompleted = true;
        events.Add(frame.Add(new BlockCompleted(block.Id) { Origin = frame }));
    }

    static void Start(ResponsesFrame frame, DecodedBlock block, BlockKind kind, List<ResponseEvent> events)
    {
        block.IsStarted = true;
        events.Add(frame.Add(new BlockStarted(block.Id, kind) { Origin = frame }));
    }

    static void AddText(ResponsesFrame frame, DecodedBlock block, DeltaKind kind, List<ResponseEvent> events)
    {
        if (string.IsNullOrEmpty(frame.Text))
            return;
        block.HasContent = true;
        events.Add(frame.Add(new BlockDelta(block.Id, kind) { Origin = frame }));
    }

    static BlockKind KindOfDone(ResponsesFrame frame) => frame.Kind switch
    {
        ResponsesFrameKind.TextDone => BlockKind.Text,
        ResponsesFrameKind.RefusalDone => BlockKind.Refusal,
        _ => ItemDecoder.KindOfPart(frame.Object),
    };
}
