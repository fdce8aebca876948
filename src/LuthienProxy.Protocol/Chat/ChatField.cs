namespace LuthienProxy.Protocol.Chat;

/// <summary>The field of a delta or message that a piece of content stands in.</summary>
enum ChatField : byte
{
    /// <summary><c>content</c>.</summary>
    Content,

    /// <summary><c>refusal</c>.</summary>
    Refusal,

    /// <summary><c>reasoning_content</c> (DeepSeek, vLLM and their kin).</summary>
    ReasoningContent,

    /// <summary><c>reasoning</c> (OpenRouter and its kin).</summary>
    Reasoning,

    /// <summary><c>tool_calls[].function.arguments</c>.</summary>
    Arguments,

    /// <summary><c>tool_calls[].custom.input</c>.</summary>
    CustomInput,

    /// <summary><c>function_call.arguments</c>, the form before tools.</summary>
    LegacyArguments,

    /// <summary>Any other: name and value are kept together.</summary>
    Opaque,
}
