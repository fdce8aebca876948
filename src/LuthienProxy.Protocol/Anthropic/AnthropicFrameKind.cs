namespace LuthienProxy.Protocol.Anthropic;

/// <summary>What a frame of Anthropic Messages is.</summary>
enum AnthropicFrameKind : byte
{
    /// <summary><c>ping</c>, and events this code has never heard of: transparent.</summary>
    Other,
    MessageStart,
    BlockStart,
    BlockDelta,
    BlockStop,
    MessageDelta,
    MessageStop,

    /// <summary>The provider's own <c>error</c> event, or an error as a whole body.</summary>
    Error,

    /// <summary>An SSE comment.</summary>
    Comment,

    /// <summary>Nothing a client of this format would take for an event: no name and no type (<c>[DONE]</c>), or no data.</summary>
    Foreign,

    /// <summary>Data that is not a JSON object.</summary>
    Unreadable,

    /// <summary>A whole answer that was not streamed.</summary>
    Body,
}
