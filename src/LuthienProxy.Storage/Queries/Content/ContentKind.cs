namespace LuthienProxy.Storage.Queries.Content;

/// <summary>What a piece of a message or an answer is.</summary>
public enum ContentKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Reasoning.</summary>
    Thinking,

    /// <summary>A call of a tool that the client runs.</summary>
    ToolCall,

    /// <summary>What a tool gave back.</summary>
    ToolResult,

    /// <summary>An image.</summary>
    Image,

    /// <summary>A document or file.</summary>
    Document,

    /// <summary>A refusal, where the format marks it.</summary>
    Refusal,

    /// <summary>Anything that is not known here.</summary>
    Opaque,
}
