using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>How blocks and items end, with the final copies of what was sent.</summary>
sealed partial class ResponsesStreamEmitter
{
    void CompleteBlock(BlockCompleted completed, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        if (!_blocks.TryGetValue(completed.Block, out var block) || block.Stage != BlockStage.Open)
        {
            Refuse(Repair.OrphanBlockEvent);
            return;
        }
        var item = block.Item;
        var own = frame is not null && frame.Holds(completed) && item.UpstreamIndex >= 0 && item.UpstreamIndex == PlaceOf(block, frame) ? frame : null;
        // The latest copy of an item tells most of what has to be kept of it.
        if (own?.CopyOf(block.Id) is { } copy && ItemDecoder.KindOf(JsonFields.Parse(copy.Item, ResponsesFrame.MaxDepth)) == item.Kind)
            item.Template = copy.Item;
        FinishBlock(block, own, output);
        var endsItem = own?.Kind is ResponsesFrameKind.ItemDone && ReferenceEquals(own.EventAt(own.EventCount - 1), completed);
        if (endsItem)
            CloseItem(item, own, output);
        else if (item.UpstreamIndex < 0 && !item.HasOpenBlock || own?.Kind == ResponsesFrameKind.Terminal && item.Blocks[^1] == block && item.Kind != ItemKind.Message)
            CloseItem(item, null, output);
    }

    /// <summary>Writes what ends the block's content, with the frame where it is the one for that.</summary>
    void FinishBlock(OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        switch (block.Kind)
        {
            case BlockKind.ToolCall:
                FinishCall(block, frame, output);
                break;
            case BlockKind.Thinking:
                foreach (var part in block.Parts)
                    FinishReasoning(block, part, frame, output);
                block.Stage = BlockStage.Done;
                break;
            case BlockKind.Opaque when block.PartIndex < 0:
                block.Stage = BlockStage.Done;
                break;
            default:
                FinishPart(block, frame, output);
                break;
        }
    }

    void FinishPart(OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        var text = TextOf(block, frame);
        block.Stage = BlockStage.TextDone;
        if (block.Kind != BlockKind.Opaque && frame?.Kind == TextDoneKind(block))
        {
            WriteTextDone(block, frame, output);
            return;
        }
        if (block.Kind != BlockKind.Opaque)
            WriteTextDone(block, text, output);
        if (frame?.Kind == ResponsesFrameKind.PartDone && ItemDecoder.KindOfPart(frame.Object) == block.Kind)
            WritePartDone(block, frame, output);
        else
            WritePartDone(block, text, output);
    }

    void FinishCall(OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        // An empty argument string is no JSON: a call made here says that it has none.
        if (block.Item.UpstreamIndex < 0 && !block.HasContent && !block.IsCustom)
            WriteText(block, "{}", output);
        block.Stage = BlockStage.Done;
        if (frame?.Kind == (block.IsCustom ? ResponsesFrameKind.InputDone : ResponsesFrameKind.ArgumentsDone))
        {
            CheckText(block, frame);
            WriteFrame(frame, output, block.Item);
            return;
        }
        var writer = Events.Begin($"response.{Prefix(block)}.done", TakeSequence(), block.Item);
        writer.WritePropertyName(block.IsCustom ? "input" : "arguments");
        writer.WriteText(TextOf(block, frame));
        if (!block.IsCustom)
        {
            writer.WritePropertyName("name");
            writer.WriteText(block.Tool!.Name);
        }
        Events.End(output);
        _isShifted = true;
    }

    void WriteTextDone(OutBlock block, ResponsesFrame frame, IBufferWriter<byte> output)
    {
        CheckText(block, frame);
        WriteFrame(frame, output, block.Item, block.PartIndex);
    }

    void WriteTextDone(OutBlock block, string text, IBufferWriter<byte> output)
    {
        var writer = Events.Begin($"response.{Prefix(block)}.done", TakeSequence(), block.Item, block.PartIndex);
        writer.WritePropertyName(block.Kind == BlockKind.Refusal ? "refusal" : "text");
        writer.WriteText(text);
        if (block.Kind == BlockKind.Text)
            WriteNoLogprobs(writer);
        Events.End(output);
        _isShifted = true;
    }

    void WritePartDone(OutBlock block, ResponsesFrame frame, IBufferWriter<byte> output)
    {
        block.Stage = BlockStage.Done;
        if (block.Kind == BlockKind.Opaque)
            block.RawPart = frame.ObjectAt.In(frame.Data);
        else
            CheckText(block, frame);
        WriteFrame(frame, output, block.Item, block.PartIndex);
    }

    void WritePartDone(OutBlock block, string text, IBufferWriter<byte> output)
    {
        block.Stage = BlockStage.Done;
        var writer = Events.Begin("response.content_part.done", TakeSequence(), block.Item, block.PartIndex);
        writer.WritePropertyName("part");
        PartJson.Write(writer, block, default, text);
        Events.End(output);
        _isShifted = true;
    }

    void FinishReasoning(OutBlock block, ReasoningPart part, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        var text = part.Text?.ToString() ?? (frame is null ? null : ItemCheck.TextInCopy(block, part, frame)) ?? "";
        if (part.Stage == BlockStage.Open)
        {
            var done = Events.Begin($"response.{Prefix(part)}.done", TakeSequence(), block.Item, part.Index, PartField(part));
            done.WritePropertyName("text");
            done.WriteText(text);
            Events.End(output);
            _isShifted = true;
        }
        if (part.Stage != BlockStage.Done && part.IsSummary)
        {
            var done = Events.Begin("response.reasoning_summary_part.done", TakeSequence(), block.Item, part.Index, "summary_index");
            done.WritePropertyName("part");
            WriteSummaryPart(done, text);
            Events.End(output);
            _isShifted = true;
        }
        part.Stage = BlockStage.Done;
    }

    /// <summary>Ends the item with the provider's frame where it tells what was sent, else with a rebuilt or a new one.</summary>
    void CloseItem(OutItem item, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        foreach (var block in item.Blocks)
            CloseBlock(block, frame, output);
        if (frame is not null && ItemDecoder.KindOf(frame.Object) == item.Kind)
        {
            item.Template = frame.ObjectAt.In(frame.Data);
            item.Final = item.Template;
            if (!ItemCheck.Tells(item, frame.Object))
            {
                item.Final = ItemJson.Final(item, "completed");
                Rebuild(frame.ObjectAt, item.Final);
            }
            WriteFrame(frame, output, item);
            return;
        }
        item.Final = ItemJson.Final(item, _closingStatus);
        var writer = Events.Begin("response.output_item.done", TakeSequence());
        writer.WriteNumber("output_index", item.OutIndex);
        writer.WritePropertyName("item");
        writer.WriteRawValue(item.Final.Span, skipInputValidation: true);
        Events.End(output);
        _isShifted = true;
    }

    void CloseBlock(OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        if (block.Stage == BlockStage.Open)
        {
            Repairs.Add(Repair.UnclosedBlock);
            FinishBlock(block, frame, output);
        }
        if (block.Stage == BlockStage.TextDone)
            WritePartDone(block, TextOf(block, frame), output);
    }

    /// <summary>Items with nothing open whose end has not come: it need not come when a new item is put behind them here.</summary>
    void CloseFinished(IBufferWriter<byte> output)
    {
        foreach (var item in _items)
            if (!item.IsDone && !item.HasOpenBlock)
                CloseItem(item, null, output);
    }

    /// <summary>Replaces the frame's text where it is not what was sent (R6).</summary>
    void CheckText(OutBlock block, ResponsesFrame frame)
    {
        if (block.Text is { } text)
            CheckText(block, frame, text.ToString());
    }

    void CheckText(OutBlock block, ResponsesFrame frame, string sent)
    {
        if (block.IsChanged)
        {
            _edits.Raw(frame.LogprobsAt, "[]"u8.ToArray());
            _edits.Raw(frame.AnnotationsAt, ItemCheck.AnnotationsOf(block));
        }
        if ((frame.Text ?? "") == sent)
            return;
        if (!_isAltered)
            Repairs.Add(Repair.RebuiltCopy);
        if (frame.Kind == ResponsesFrameKind.PartDone && !frame.TextAt.IsPresent)
            _edits.Raw(frame.ObjectAt, PartJson.Build(block, sent));
        else
            _edits.Text(frame, frame.TextAt, TextField(block), sent);
    }

    /// <summary>The block's text: what was sent, or while nothing is remembered what the provider's copy says.</summary>
    static string TextOf(OutBlock block, ResponsesFrame? frame) =>
        block.Text?.ToString() ?? (frame is null ? null : ItemCheck.TextInCopy(block, frame)) ?? "";

    static int PlaceOf(OutBlock block, ResponsesFrame frame) => frame.CopyOf(block.Id)?.OutputIndex ?? frame.Place;

    static ResponsesFrameKind TextDoneKind(OutBlock block) =>
        block.Kind == BlockKind.Refusal ? ResponsesFrameKind.RefusalDone : ResponsesFrameKind.TextDone;

    static string TextField(OutBlock block) => block.Kind switch
    {
        BlockKind.Refusal => "refusal",
        BlockKind.ToolCall => block.IsCustom ? "input" : "arguments",
        _ => "text",
    };
}
