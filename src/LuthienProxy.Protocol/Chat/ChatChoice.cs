namespace LuthienProxy.Protocol.Chat;

/// <summary>What was sent of one choice (C8).</summary>
sealed class ChatChoice(int index)
{
    /// <summary>Its number.</summary>
    public int Index { get; } = index;

    /// <summary>Whether the role was sent (C2).</summary>
    public bool HasRole { get; set; }

    /// <summary>Whether the stop reason was sent (C3).</summary>
    public bool IsStopped { get; set; }

    /// <summary>How many entries of <c>tool_calls</c> were begun: the next one's index (C4).</summary>
    public int ToolCalls { get; set; }

    /// <summary>Whether a <c>function_call</c> was sent.</summary>
    public bool HasLegacyCall { get; set; }

    /// <summary>The name under which its reasoning goes.</summary>
    public ChatField ReasoningField { get; set; } = ChatField.ReasoningContent;

    /// <summary>C5: the word for a stop that agrees with what was sent.</summary>
    public string Agreeing(string word) => ChatStops.Agreeing(word, ToolCalls > 0, ToolCalls > 0 || HasLegacyCall);
}
