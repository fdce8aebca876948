namespace LuthienProxy.Protocol.Conversation;

/// <summary>A content block begins.</summary>
/// <param name="Block">The block's name in this response.</param>
/// <param name="Kind">What the block holds.</param>
public sealed record BlockStarted(BlockId Block, BlockKind Kind) : ResponseEvent
{
    /// <summary>Which of the parallel answers (<c>n</c> &gt; 1, Chat Completions only) the block belongs to; 0 elsewhere.</summary>
    public int Choice { get; init; }

    /// <summary>The called tool; set when <see cref="Kind"/> is <see cref="BlockKind.ToolCall"/>, else null.</summary>
    public ToolCallHead? Tool { get; init; }
}
