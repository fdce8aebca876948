namespace LuthienProxy.Simulator;

/// <summary>Why an answer ended, in the words of each format.</summary>
/// <param name="Messages">Anthropic <c>stop_reason</c>.</param>
/// <param name="Chat">Chat <c>finish_reason</c>.</param>
/// <param name="Incomplete">Responses <c>incomplete_details.reason</c>; null means status <c>completed</c>.</param>
public sealed record AnswerStop(string Messages, string Chat, string? Incomplete = null)
{
    /// <summary>The answer said what it had to say.</summary>
    public static AnswerStop EndTurn { get; } = new("end_turn", "stop");

    /// <summary>The client is to run tools.</summary>
    public static AnswerStop ToolUse { get; } = new("tool_use", "tool_calls");

    /// <summary>The token limit was reached.</summary>
    public static AnswerStop MaxTokens { get; } = new("max_tokens", "length", "max_output_tokens");

    /// <summary>The provider refused or filtered.</summary>
    public static AnswerStop Refusal { get; } = new("refusal", "content_filter", "content_filter");

    /// <summary>A stop sequence was met.</summary>
    public static AnswerStop StopSequence { get; } = new("stop_sequence", "stop");

    /// <summary>A server tool wants to go on later (Anthropic only).</summary>
    public static AnswerStop PauseTurn { get; } = new("pause_turn", "stop");

    /// <summary>The context window is full.</summary>
    public static AnswerStop ContextWindow { get; } = new("model_context_window_exceeded", "length", "max_output_tokens");
}
