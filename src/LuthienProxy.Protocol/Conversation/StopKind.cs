namespace LuthienProxy.Protocol.Conversation;

/// <summary>The common meanings of the three formats' stop reasons (protocols.md, table 6.2).</summary>
public enum StopKind
{
    /// <summary>The model was done.</summary>
    EndTurn,

    /// <summary>The model waits for the results of its tool calls.</summary>
    ToolUse,

    /// <summary>The output or context limit was reached.</summary>
    MaxTokens,

    /// <summary>A stop sequence of the request was met.</summary>
    StopSequence,

    /// <summary>The provider's filter cut the answer.</summary>
    ContentFilter,

    /// <summary>The model or provider refused.</summary>
    Refusal,

    /// <summary>Anthropic's <c>pause_turn</c>.</summary>
    PauseTurn,

    /// <summary>A reason that is not known here; its wire word says more.</summary>
    Other,
}
