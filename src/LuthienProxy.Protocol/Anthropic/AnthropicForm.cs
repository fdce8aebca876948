using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>What a content block or a delta is on the wire; finer than the model's <see cref="BlockKind"/> and <see cref="DeltaKind"/>.</summary>
enum AnthropicForm : byte
{
    /// <summary>A block or delta of a type that is not known here.</summary>
    Opaque,

    /// <summary><c>text</c>, <c>text_delta</c>.</summary>
    Text,

    /// <summary><c>thinking</c>, <c>thinking_delta</c>.</summary>
    Thinking,

    /// <summary><c>redacted_thinking</c>: complete with its start.</summary>
    Redacted,

    /// <summary><c>tool_use</c>, <c>input_json_delta</c>.</summary>
    ToolUse,

    /// <summary><c>signature_delta</c>.</summary>
    Signature,
}
