namespace LuthienProxy.Protocol.Conversation;

/// <summary>A content block is whole.</summary>
/// <param name="Block">The block.</param>
public sealed record BlockCompleted(BlockId Block) : ResponseEvent;
