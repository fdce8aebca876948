namespace LuthienProxy.Protocol.Responses;

/// <summary>What a frame of a Responses stream is, so that the emitter knows which scaffolding belongs to which block.</summary>
enum ResponsesFrameKind : byte
{
    /// <summary>An event type that means nothing here, <c>keepalive</c> included.</summary>
    Unknown,

    /// <summary>An SSE comment.</summary>
    Comment,

    /// <summary>Nothing a client reads: <c>[DONE]</c>, or an event without data.</summary>
    Void,

    /// <summary><c>response.created</c>.</summary>
    Created,

    /// <summary><c>response.in_progress</c> and <c>response.queued</c>.</summary>
    InProgress,

    /// <summary><c>response.output_item.added</c>.</summary>
    ItemAdded,

    /// <summary><c>response.output_item.done</c>.</summary>
    ItemDone,

    /// <summary><c>response.content_part.added</c>.</summary>
    PartAdded,

    /// <summary><c>response.content_part.done</c>.</summary>
    PartDone,

    /// <summary><c>response.reasoning_summary_part.added</c>.</summary>
    SummaryPartAdded,

    /// <summary><c>response.reasoning_summary_part.done</c>.</summary>
    SummaryPartDone,

    /// <summary><c>response.output_text.delta</c>.</summary>
    TextDelta,

    /// <summary><c>response.output_text.done</c>.</summary>
    TextDone,

    /// <summary><c>response.refusal.delta</c>.</summary>
    RefusalDelta,

    /// <summary><c>response.refusal.done</c>.</summary>
    RefusalDone,

    /// <summary><c>response.function_call_arguments.delta</c>.</summary>
    ArgumentsDelta,

    /// <summary><c>response.function_call_arguments.done</c>.</summary>
    ArgumentsDone,

    /// <summary><c>response.custom_tool_call_input.delta</c>.</summary>
    InputDelta,

    /// <summary><c>response.custom_tool_call_input.done</c>.</summary>
    InputDone,

    /// <summary><c>response.reasoning_summary_text.delta</c>.</summary>
    SummaryDelta,

    /// <summary><c>response.reasoning_summary_text.done</c>.</summary>
    SummaryDone,

    /// <summary><c>response.reasoning_text.delta</c>.</summary>
    ReasoningDelta,

    /// <summary><c>response.reasoning_text.done</c>.</summary>
    ReasoningDone,

    /// <summary><c>response.output_text.annotation.added</c>.</summary>
    Annotation,

    /// <summary><c>response.completed</c> and <c>response.incomplete</c>.</summary>
    Terminal,

    /// <summary><c>response.failed</c>.</summary>
    Failed,

    /// <summary><c>error</c>, which <c>response.failed</c> follows (R12).</summary>
    Error,

    /// <summary>The body of an answer that was not streamed.</summary>
    Body,
}
