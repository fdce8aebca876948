using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Responses;

/// <summary>What a decoder knows of a block: enough to notice content that comes in a final copy only.</summary>
sealed class DecodedBlock(BlockId id)
{
    public BlockId Id { get; } = id;

    public bool IsStarted { get; set; }

    public bool HasContent { get; set; }

    public bool IsCompleted { get; set; }

    /// <summary>Reasoning: the part that had deltas last; -1 before the first.</summary>
    public (ResponsesFrameKind Delta, int Index) LastPart { get; set; } = (ResponsesFrameKind.Unknown, -1);
}
