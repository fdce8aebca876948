using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Chat;

/// <summary>The words of <c>finish_reason</c> (protocols.md, table 6.2; I-40: total, and no value is invented).</summary>
static class ChatStops
{
    static readonly StopReason Stop = new(StopKind.EndTurn, "stop");
    static readonly StopReason ToolCalls = new(StopKind.ToolUse, "tool_calls");
    static readonly StopReason FunctionCall = new(StopKind.ToolUse, "function_call");
    static readonly StopReason Length = new(StopKind.MaxTokens, "length");
    static readonly StopReason ContentFilter = new(StopKind.ContentFilter, "content_filter");

    /// <summary>The reason for a word.</summary>
    public static StopReason FromWire(string word) => word switch
    {
        "stop" => Stop,
        "tool_calls" => ToolCalls,
        "function_call" => FunctionCall,
        "length" => Length,
        "content_filter" => ContentFilter,
        _ => new(StopKind.Other, word),
    };

    /// <summary>The word for a reason: the provider's own where this format has it, else the one of the same meaning.</summary>
    public static string ToWire(StopReason reason) => reason.Kind switch
    {
        StopKind.EndTurn or StopKind.StopSequence or StopKind.PauseTurn => "stop",
        StopKind.ToolUse => reason.Wire == "function_call" ? "function_call" : "tool_calls",
        StopKind.MaxTokens => "length",
        StopKind.ContentFilter or StopKind.Refusal => "content_filter",
        _ => string.IsNullOrEmpty(reason.Wire) ? "stop" : reason.Wire,
    };

    /// <summary>C5: the word that agrees with the content; only the three words that speak of tool calls or their absence ever change.</summary>
    public static string Agreeing(string word, bool hasToolCalls, bool hasCalls) => word switch
    {
        "stop" or "tool_calls" or "function_call" => hasToolCalls ? "tool_calls" : hasCalls ? "function_call" : "stop",
        _ => word,
    };
}
