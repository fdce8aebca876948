namespace LuthienProxy.Protocol.Responses;

/// <summary>What a decoder knows of an output item.</summary>
sealed class DecodedItem(int index, ItemKind kind)
{
    readonly SortedList<int, DecodedBlock> _parts = [];

    public int Index { get; } = index;

    public ItemKind Kind { get; set; } = kind;

    public string? Id { get; set; }

    public bool IsDone { get; set; }

    /// <summary>The item's block where the item is one block.</summary>
    public DecodedBlock? Whole { get; set; }

    /// <summary>The block of a message's content part; null when there is none yet.</summary>
    public DecodedBlock? PartAt(int index) => _parts.GetValueOrDefault(index);

    public void AddPart(int index, DecodedBlock block) => _parts.Add(index, block);
}
