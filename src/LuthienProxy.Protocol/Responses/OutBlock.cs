using System.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Responses;

/// <summary>A block as the client knows it, and what was sent of it.</summary>
sealed class OutBlock(OutItem item, BlockKind kind, int partIndex, bool remembers)
{
    public OutItem Item { get; } = item;

    public BlockKind Kind { get; } = kind;

    /// <summary>The name it came under.</summary>
    public BlockId Id { get; init; } = new(-1);

    /// <summary>Its <c>content_index</c>; -1 where the block is the item.</summary>
    public int PartIndex { get; } = partIndex;

    /// <summary>The place among the provider's content parts whose fields it keeps; -1 when it was made here.</summary>
    public int UpstreamPart { get; init; } = -1;

    public ToolCallHead? Tool { get; init; }

    public BlockStage Stage { get; set; }

    /// <summary>What was sent, in order; null where nothing is remembered.</summary>
    public StringBuilder? Text { get; } = remembers ? new() : null;

    /// <summary>Whether any content was sent.</summary>
    public bool HasContent { get; set; }

    /// <summary>Whether the text is no longer the provider's, so that log probabilities and annotations of it are void.</summary>
    public bool IsChanged { get; set; }

    /// <summary>A part whose kind is unknown, as it came.</summary>
    public ReadOnlyMemory<byte> RawPart { get; set; }

    /// <summary>The annotations that were sent; null before the first.</summary>
    public List<ReadOnlyMemory<byte>>? Annotations { get; set; }

    /// <summary>Reasoning: the encrypted content, once its event came.</summary>
    public string? Signature { get; set; }

    /// <summary>Reasoning: its parts, in order.</summary>
    public List<ReasoningPart> Parts { get; } = [];

    /// <summary>The arguments' or input's field name and event prefix are the custom tool's.</summary>
    public bool IsCustom => Item.Kind == ItemKind.Custom;

    public ReasoningPart? PartAt(bool isSummary, int index) => Parts.Find(part => part.IsSummary == isSummary && part.UpstreamIndex == index);
}
