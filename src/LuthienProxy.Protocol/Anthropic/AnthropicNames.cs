namespace LuthienProxy.Protocol.Anthropic;

/// <summary>The event names of the format.</summary>
static class AnthropicNames
{
    /// <summary>The kind that an event name or <c>data.type</c> stands for.</summary>
    public static AnthropicFrameKind KindOf(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("content_block_delta"u8))
            return AnthropicFrameKind.BlockDelta;
        if (name.SequenceEqual("content_block_start"u8))
            return AnthropicFrameKind.BlockStart;
        if (name.SequenceEqual("content_block_stop"u8))
            return AnthropicFrameKind.BlockStop;
        if (name.SequenceEqual("message_start"u8))
            return AnthropicFrameKind.MessageStart;
        if (name.SequenceEqual("message_delta"u8))
            return AnthropicFrameKind.MessageDelta;
        if (name.SequenceEqual("message_stop"u8))
            return AnthropicFrameKind.MessageStop;
        return name.SequenceEqual("error"u8) ? AnthropicFrameKind.Error : AnthropicFrameKind.Other;
    }
}
