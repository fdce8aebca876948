namespace LuthienProxy.Protocol.Conversation;

/// <summary>What a content block holds.</summary>
public enum BlockKind
{
    /// <summary>Text for the user.</summary>
    Text,

    /// <summary>Reasoning, readable or redacted; its signature or encrypted content is opaque and never edited.</summary>
    Thinking,

    /// <summary>A call of a tool that the client runs: function, custom tool, or Anthropic's <c>tool_use</c>.</summary>
    ToolCall,

    /// <summary>The model's refusal, where the format marks it.</summary>
    Refusal,

    /// <summary>Anything the model does not know (server tools, images, …): it passes whole, and a policy may refuse it.</summary>
    Opaque,
}
