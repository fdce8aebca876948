using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Frames that carry no event of the conversation: they go where their blocks go.</summary>
sealed partial class ResponsesStreamEmitter
{
    void Pass(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        switch (frame.Kind)
        {
            case ResponsesFrameKind.Comment:
                SseWriter.WriteComment(output, frame.Data.Span);
                HasStarted = true;
                break;
            case ResponsesFrameKind.Void:
                _isShifted = true;
                break;
            case ResponsesFrameKind.Error:
                PassError(frame, output);
                break;
            case ResponsesFrameKind.ItemAdded:
                PassItemAdded(frame, output);
                break;
            case ResponsesFrameKind.ItemDone:
                PassItemDone(frame, output);
                break;
            case ResponsesFrameKind.Unknown when frame.Block is null:
                PassUnknown(frame, output);
                break;
            case ResponsesFrameKind.InProgress:
                PassInProgress(frame, output);
                break;
            default:
                PassInBlock(frame, output);
                break;
        }
    }

    /// <summary>In mid-stream this event makes the JS SDK forget what it has (R11).</summary>
    void PassInProgress(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (!_isCreated || _items.Count > 0 || _heldMessage is not null)
        {
            Refuse(Repair.DuplicateStart);
            return;
        }
        EmptyOutput(frame);
        WriteFrame(frame, output);
    }

    void PassUnknown(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (!_isCreated || !frame.TypeAt.IsPresent && frame.Name.IsEmpty)
        {
            Refuse(Repair.OrphanBlockEvent);
            return;
        }
        if (_heldMessage is { } held)
            AnnounceHeld(held, output);
        if (!frame.OutputIndexAt.IsPresent)
            WriteFrame(frame, output);
        else if (Find(frame.Place) is { IsDone: false } item)
            WriteFrame(frame, output, item);
        else
            Leave();
    }

    void PassItemAdded(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (Find(frame.Place) is not null || _heldMessage?.Place == frame.Place || !frame.ObjectAt.IsPresent)
        {
            Refuse(Repair.DuplicateBlock);
            return;
        }
        EnsureStarted(output);
        if (_heldMessage is { } held)
            AnnounceHeld(held, output);
        _heldMessage = frame;
        if (!_mayRewrite)
            AnnounceHeld(frame, output);
    }

    void PassItemDone(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (_heldMessage?.Place == frame.Place)
            EndHeld(frame, output);
        else if (Find(frame.Place) is { IsDone: false } item && item.UpstreamIndex >= 0)
            CloseItem(item, frame, output);
        else
            Leave();
    }

    /// <summary>A message whose parts were all taken out goes with them; one that never had any is the provider's.</summary>
    void EndHeld(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        var held = _heldMessage!;
        if (frame.Object.ItemsOf("content"u8).Any())
        {
            _heldMessage = null;
            _isAltered = _isShifted = true;
            return;
        }
        CloseItem(AnnounceHeld(held, output), frame, output);
    }

    void PassInBlock(ResponsesFrame frame, IBufferWriter<byte> output)
    {
        if (frame.Block is not { } id || !_blocks.TryGetValue(id, out var block) || block.Item.UpstreamIndex != frame.Place || block.Item.IsDone)
            Leave();
        else if (block.Kind == BlockKind.Thinking)
            PassReasoning(frame, block, output);
        else if (frame.Kind == ResponsesFrameKind.PartDone && block.Stage == BlockStage.TextDone && ItemDecoder.KindOfPart(frame.Object) == block.Kind)
            WritePartDone(block, frame, output);
        else if (frame.Kind is ResponsesFrameKind.Annotation or ResponsesFrameKind.Unknown && block.Stage != BlockStage.Done)
            WriteFrame(frame, output, block.Item, block.PartIndex);
        else
            Leave();
    }

    void PassReasoning(ResponsesFrame frame, OutBlock block, IBufferWriter<byte> output)
    {
        if (block.Stage != BlockStage.Open || ReasoningPart.PlaceOf(frame, block) is not var (isSummary, index))
        {
            Leave();
            return;
        }
        var part = block.PartAt(isSummary, index);
        if (frame.Kind is ResponsesFrameKind.SummaryPartAdded or ResponsesFrameKind.PartAdded && part is null)
        {
            WriteFrame(frame, output, block.Item, AddPart(block, isSummary, index).Index);
            return;
        }
        var isTextDone = frame.Kind is ResponsesFrameKind.SummaryDone or ResponsesFrameKind.ReasoningDone && part?.Stage == BlockStage.Open;
        var isPartDone = frame.Kind is ResponsesFrameKind.SummaryPartDone or ResponsesFrameKind.PartDone && part?.Stage == BlockStage.TextDone;
        if (!isTextDone && !isPartDone)
        {
            Leave();
            return;
        }
        part!.Stage = isTextDone ? BlockStage.TextDone : BlockStage.Done;
        if (part.Text is { } text)
            CheckText(block, frame, text.ToString());
        WriteFrame(frame, output, block.Item, part.Index);
    }

    /// <summary>Leaves out scaffolding of what is not there: a policy took it, or else the upstream is at fault.</summary>
    void Leave()
    {
        if (!_isAltered)
            Repairs.Add(Repair.OrphanBlockEvent);
        _isShifted = true;
    }
}
