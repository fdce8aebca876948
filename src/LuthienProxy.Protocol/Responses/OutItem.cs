using System.Text;

namespace LuthienProxy.Protocol.Responses;

/// <summary>An output item as the client knows it.</summary>
/// <param name="kind">What it is.</param>
/// <param name="upstreamIndex">Its place in the provider's output; -1 for an item made here.</param>
/// <param name="outIndex">Its place in the output that the client sees.</param>
/// <param name="id">Its id, the same in all of its events (R7).</param>
sealed class OutItem(ItemKind kind, int upstreamIndex, int outIndex, string id)
{
    public ItemKind Kind { get; } = kind;

    readonly byte[] _quotedId = Encoding.UTF8.GetBytes($"\"{id}\"");

    public int UpstreamIndex { get; } = upstreamIndex;

    public int OutIndex { get; } = outIndex;

    public string Id { get; } = id;

    /// <summary>The blocks in the order they were started: a message's content parts, else one.</summary>
    public List<OutBlock> Blocks { get; } = [];

    /// <summary>The provider's JSON of the item, the latest that was seen: what is not rebuilt keeps its fields.</summary>
    public ReadOnlyMemory<byte> Template { get; set; }

    /// <summary>The item as its <c>output_item.done</c> told it; empty until then.</summary>
    public ReadOnlyMemory<byte> Final { get; set; }

    public bool IsDone => !Final.IsEmpty;

    /// <summary>Whether the frame's <c>item_id</c> is this item's.</summary>
    public bool IsNamedBy(ResponsesFrame frame) => frame.ItemIdAt.IsPresent && frame.ItemIdAt.In(frame.Data.Span).SequenceEqual(_quotedId);

    public bool HasOpenBlock => Blocks.Exists(block => block.Stage == BlockStage.Open);
}
