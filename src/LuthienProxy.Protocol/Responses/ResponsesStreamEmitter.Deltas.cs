using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Responses;

/// <summary>How content goes out.</summary>
sealed partial class ResponsesStreamEmitter
{
    void WriteDelta(BlockDelta delta, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        if (!_blocks.TryGetValue(delta.Block, out var block) || block.Stage != BlockStage.Open || !Fits(delta.Kind, block.Kind))
        {
            Refuse(Repair.OrphanBlockEvent);
            // The final copies have told a text without this piece, or with it: either way clients would hold two different ones (R6).
            if (block is { Stage: BlockStage.TextDone or BlockStage.Done } && frame is not null && frame.Holds(delta) && delta.Text.Length > 0)
                WriteFailure(Late, output);
            return;
        }
        switch (delta.Kind)
        {
            case DeltaKind.Signature:
                block.Signature = delta.Text;
                break;
            case DeltaKind.Opaque:
                WriteOpaque(delta, block, frame, output);
                break;
            default:
                WriteContent(delta, block, frame, output);
                break;
        }
    }

    void WriteContent(BlockDelta delta, OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        var own = frame is not null && frame.Block == delta.Block && DeltaFrameFits(frame.Kind, block) ? frame : null;
        var isUntouched = frame is not null && frame.Holds(delta);
        if (!(isUntouched && own is not null) && delta.Text.Length == 0)
            return;
        block.HasContent = true;
        block.IsChanged |= !isUntouched;
        var part = block.Kind == BlockKind.Thinking ? PartFor(block, frame, output) : null;
        (part is null ? block.Text : part.Text)?.Append(delta.Text);
        if (own is null)
        {
            if (isUntouched && !_isAltered)
                Repairs.Add(Repair.CompletedFrame);
            WriteSynthetic(block, part, delta.Text, output);
            return;
        }
        if (!isUntouched)
        {
            _edits.Text(own, own.TextAt, "delta", delta.Text);
            // The log probabilities quote the tokens that were replaced.
            _edits.Raw(own.LogprobsAt, "[]"u8.ToArray());
        }
        WriteFrame(own, output, block.Item, part?.Index ?? block.PartIndex);
    }

    void WriteText(OutBlock block, string text, IBufferWriter<byte> output)
    {
        block.HasContent = true;
        block.Text?.Append(text);
        WriteSynthetic(block, null, text, output);
    }

    void WriteSynthetic(OutBlock block, ReasoningPart? part, string text, IBufferWriter<byte> output)
    {
        var writer = part is null
            ? Events.Begin($"response.{Prefix(block)}.delta", TakeSequence(), block.Item, block.PartIndex)
            : Events.Begin($"response.{Prefix(part)}.delta", TakeSequence(), block.Item, part.Index, PartField(part));
        writer.WritePropertyName("delta");
        writer.WriteText(text);
        if (block.Kind == BlockKind.Text)
            WriteNoLogprobs(writer);
        Events.End(output);
        _isShifted = true;
    }

    void WriteOpaque(BlockDelta delta, OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        if (frame is null || !frame.Holds(delta) || frame.Block != delta.Block)
        {
            Refuse(Repair.OrphanBlockEvent);
            return;
        }
        if (frame.Kind == ResponsesFrameKind.Annotation && frame.ObjectAt.IsPresent)
            (block.Annotations ??= []).Add(frame.ObjectAt.In(frame.Data));
        WriteFrame(frame, output, block.Item, block.PartIndex);
    }

    /// <summary>The part of a reasoning block that content goes to; announced first if no frame has done so.</summary>
    ReasoningPart PartFor(OutBlock block, ResponsesFrame? frame, IBufferWriter<byte> output)
    {
        var place = frame is null ? null : ReasoningPart.PlaceOf(frame, block);
        var part = place is var (isSummary, index) ? block.PartAt(isSummary, index) : block.Parts.FindLast(candidate => candidate.Stage == BlockStage.Open);
        if (part is { Stage: BlockStage.Open })
            return part;
        part = AddPart(block, place?.IsSummary ?? true, part is null ? place?.Index ?? -1 : -1);
        if (part.IsSummary)
            AnnounceSummaryPart(block, part, output);
        return part;
    }

    void AnnounceSummaryPart(OutBlock block, ReasoningPart part, IBufferWriter<byte> output)
    {
        var writer = Events.Begin("response.reasoning_summary_part.added", TakeSequence(), block.Item, part.Index, "summary_index");
        writer.WritePropertyName("part");
        WriteSummaryPart(writer, "");
        Events.End(output);
        _isShifted = true;
    }

    ReasoningPart AddPart(OutBlock block, bool isSummary, int upstreamIndex)
    {
        var part = new ReasoningPart(isSummary, upstreamIndex, block.Parts.Count(other => other.IsSummary == isSummary), _mayRewrite);
        block.Parts.Add(part);
        return part;
    }

    static bool Fits(DeltaKind delta, BlockKind block) => delta switch
    {
        DeltaKind.Opaque => true,
        DeltaKind.Signature => block == BlockKind.Thinking,
        DeltaKind.Arguments => block == BlockKind.ToolCall,
        _ => block is BlockKind.Text or BlockKind.Thinking or BlockKind.Refusal,
    };

    static bool DeltaFrameFits(ResponsesFrameKind kind, OutBlock block) => kind switch
    {
        ResponsesFrameKind.TextDelta => block.Kind == BlockKind.Text,
        ResponsesFrameKind.RefusalDelta => block.Kind == BlockKind.Refusal,
        ResponsesFrameKind.ArgumentsDelta => block.Item.Kind == ItemKind.Function,
        ResponsesFrameKind.InputDelta => block.Item.Kind == ItemKind.Custom,
        ResponsesFrameKind.SummaryDelta or ResponsesFrameKind.ReasoningDelta => block.Kind == BlockKind.Thinking,
        _ => false,
    };

    static string Prefix(OutBlock block) => block.Kind switch
    {
        BlockKind.Text => "output_text",
        BlockKind.Refusal => "refusal",
        _ => block.IsCustom ? "custom_tool_call_input" : "function_call_arguments",
    };

    static string Prefix(ReasoningPart part) => part.IsSummary ? "reasoning_summary_text" : "reasoning_text";

    static string PartField(ReasoningPart part) => part.IsSummary ? "summary_index" : "content_index";

    static void WriteSummaryPart(System.Text.Json.Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "summary_text");
        writer.WritePropertyName("text");
        writer.WriteText(text);
        writer.WriteEndObject();
    }

    static void WriteNoLogprobs(System.Text.Json.Utf8JsonWriter writer)
    {
        writer.WriteStartArray("logprobs");
        writer.WriteEndArray();
    }
}
