namespace LuthienProxy.Protocol.Responses;

/// <summary>The event types of a Responses stream.</summary>
static class ResponsesEventNames
{
    /// <summary>The kind of an event type; the ones that come most stand first.</summary>
    public static ResponsesFrameKind KindOf(ReadOnlySpan<byte> type)
    {
        if (!type.StartsWith("response."u8))
            return type.SequenceEqual("error"u8) ? ResponsesFrameKind.Error : ResponsesFrameKind.Unknown;
        var rest = type["response.".Length..];
        if (rest.EndsWith(".delta"u8))
            return DeltaKindOf(rest[..^".delta".Length]);
        if (rest.EndsWith(".done"u8))
            return DoneKindOf(rest[..^".done".Length]);
        return rest.EndsWith(".added"u8) ? AddedKindOf(rest[..^".added".Length]) : WholeKindOf(rest);
    }

    static ResponsesFrameKind DeltaKindOf(ReadOnlySpan<byte> what) =>
        what.SequenceEqual("output_text"u8) ? ResponsesFrameKind.TextDelta
        : what.SequenceEqual("function_call_arguments"u8) ? ResponsesFrameKind.ArgumentsDelta
        : what.SequenceEqual("reasoning_summary_text"u8) ? ResponsesFrameKind.SummaryDelta
        : what.SequenceEqual("custom_tool_call_input"u8) ? ResponsesFrameKind.InputDelta
        : what.SequenceEqual("reasoning_text"u8) ? ResponsesFrameKind.ReasoningDelta
        : what.SequenceEqual("refusal"u8) ? ResponsesFrameKind.RefusalDelta
        : ResponsesFrameKind.Unknown;

    static ResponsesFrameKind DoneKindOf(ReadOnlySpan<byte> what) =>
        what.SequenceEqual("output_item"u8) ? ResponsesFrameKind.ItemDone
        : what.SequenceEqual("content_part"u8) ? ResponsesFrameKind.PartDone
        : what.SequenceEqual("output_text"u8) ? ResponsesFrameKind.TextDone
        : what.SequenceEqual("function_call_arguments"u8) ? ResponsesFrameKind.ArgumentsDone
        : what.SequenceEqual("reasoning_summary_text"u8) ? ResponsesFrameKind.SummaryDone
        : what.SequenceEqual("reasoning_summary_part"u8) ? ResponsesFrameKind.SummaryPartDone
        : what.SequenceEqual("custom_tool_call_input"u8) ? ResponsesFrameKind.InputDone
        : what.SequenceEqual("reasoning_text"u8) ? ResponsesFrameKind.ReasoningDone
        : what.SequenceEqual("refusal"u8) ? ResponsesFrameKind.RefusalDone
        : ResponsesFrameKind.Unknown;

    static ResponsesFrameKind AddedKindOf(ReadOnlySpan<byte> what) =>
        what.SequenceEqual("output_item"u8) ? ResponsesFrameKind.ItemAdded
        : what.SequenceEqual("content_part"u8) ? ResponsesFrameKind.PartAdded
        : what.SequenceEqual("reasoning_summary_part"u8) ? ResponsesFrameKind.SummaryPartAdded
        : what.SequenceEqual("output_text.annotation"u8) ? ResponsesFrameKind.Annotation
        : ResponsesFrameKind.Unknown;

    static ResponsesFrameKind WholeKindOf(ReadOnlySpan<byte> what) =>
        what.SequenceEqual("created"u8) ? ResponsesFrameKind.Created
        : what.SequenceEqual("in_progress"u8) || what.SequenceEqual("queued"u8) ? ResponsesFrameKind.InProgress
        : what.SequenceEqual("completed"u8) || what.SequenceEqual("incomplete"u8) ? ResponsesFrameKind.Terminal
        : what.SequenceEqual("failed"u8) ? ResponsesFrameKind.Failed
        : ResponsesFrameKind.Unknown;
}
