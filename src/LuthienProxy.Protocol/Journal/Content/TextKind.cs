namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>What a text of a request is.</summary>
public enum TextKind
{
    /// <summary>Words of whoever speaks.</summary>
    Words,

    /// <summary>Reasoning that a model gave earlier.</summary>
    Thinking,

    /// <summary>A tool call that a model made earlier: its name and the texts of its arguments.</summary>
    ToolCall,

    /// <summary>What a tool answered.</summary>
    ToolResult,
}
