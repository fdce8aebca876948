namespace LuthienProxy.Protocol.Responses;

/// <summary>What an output item is.</summary>
enum ItemKind : byte
{
    /// <summary><c>message</c>: its content parts are the blocks.</summary>
    Message,

    /// <summary><c>function_call</c>.</summary>
    Function,

    /// <summary><c>custom_tool_call</c>, whose input is free text.</summary>
    Custom,

    /// <summary><c>reasoning</c>.</summary>
    Reasoning,

    /// <summary>Any other item: it passes whole or not at all.</summary>
    Opaque,
}
