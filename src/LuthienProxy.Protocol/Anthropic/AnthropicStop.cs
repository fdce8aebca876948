using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Anthropic's stop reasons and their common meanings (protocols.md, table 6.2). Total in both directions.</summary>
static class AnthropicStop
{
    /// <summary>The common meaning of a wire word.</summary>
    public static StopKind KindOf(string word) => word switch
    {
        "end_turn" => StopKind.EndTurn,
        "tool_use" => StopKind.ToolUse,
        "max_tokens" or "model_context_window_exceeded" => StopKind.MaxTokens,
        "stop_sequence" => StopKind.StopSequence,
        "refusal" => StopKind.Refusal,
        "pause_turn" => StopKind.PauseTurn,
        _ => StopKind.Other,
    };

    /// <summary>The wire word for a reason: its own where that is Anthropic's word for its kind or a word nobody here knows, else the kind's.</summary>
    public static string WordFor(StopReason reason) =>
        reason.Wire is { Length: > 0 } word && KindOf(word) == reason.Kind ? word : reason.Kind switch
        {
            StopKind.ToolUse => "tool_use",
            StopKind.MaxTokens => "max_tokens",
            StopKind.StopSequence => "stop_sequence",
            StopKind.ContentFilter or StopKind.Refusal => "refusal",
            StopKind.PauseTurn => "pause_turn",
            _ => "end_turn",
        };
}
