using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>
/// Where the legal sequence that <see cref="AnthropicAnswer"/> makes goes: an event stream, or a body. A frame given with a call is to leave as it
/// came, except for what the other arguments say; without one the event's own frame, if it has any, lends its other fields.
/// </summary>
interface IAnthropicOutput
{
    /// <summary>Whether anything was written.</summary>
    bool HasWritten { get; }

    /// <summary>A frame that means nothing to the answer.</summary>
    void Pass(AnthropicFrame frame);

    /// <summary>The start. Content that the frame holds is part of it only if <paramref name="whole"/> is given.</summary>
    void Start(ResponseStarted started, TokenUsage? usage, AnthropicFrame? whole);

    /// <summary>A block's start.</summary>
    void BlockStart(AnthropicBlock block, ToolCallHead? tool, AnthropicFrame? whole);

    /// <summary>A piece of the open block.</summary>
    void Delta(AnthropicBlock block, BlockDelta delta, AnthropicFrame? whole);

    /// <summary>The end of the open block.</summary>
    void BlockStop(AnthropicBlock block, AnthropicFrame? whole);

    /// <summary>The stop reason and the final usage.</summary>
    /// <param name="word">The stop reason as it is to be.</param>
    /// <param name="usage">What is known of the usage from elsewhere, for where the frame says nothing.</param>
    /// <param name="frame">The provider's own stop, which leaves as it came but for the reason; null if there was none.</param>
    void Stop(string word, TokenUsage? usage, AnthropicFrame? frame);

    /// <summary>The end.</summary>
    void Complete(AnthropicFrame? whole);

    /// <summary>The end, with an error.</summary>
    void Fail(GatewayError error, AnthropicFrame? whole);
}
