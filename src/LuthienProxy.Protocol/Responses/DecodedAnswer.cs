using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Responses;

/// <summary>The items and blocks that a decoder has met in one answer; gives blocks their names.</summary>
sealed class DecodedAnswer
{
    readonly Dictionary<int, DecodedItem> _items = [];
    DecodedItem? _last;
    int _blocks;

    /// <summary>Whether a tool call was started: decides what <c>completed</c> means.</summary>
    public bool HasToolCall { get; set; }

    /// <summary>The item at a place of the output; null when none was met there.</summary>
    public DecodedItem? Find(int outputIndex)
    {
        // Deltas of one item come in a row.
        if (_last?.Index == outputIndex)
            return _last;
        if (_items.TryGetValue(outputIndex, out var item))
            _last = item;
        return item;
    }

    public DecodedItem? FindById(string? id) => id is null ? null : _items.Values.FirstOrDefault(item => item.Id == id);

    public DecodedItem GetOrAdd(int outputIndex, ItemKind kind)
    {
        if (Find(outputIndex) is { } found)
            return found;
        _items.Add(outputIndex, _last = new(outputIndex, kind));
        return _last;
    }

    /// <summary>Where a frame without <c>output_index</c> belongs: to the item met last.</summary>
    public int Place(ResponsesFrame frame) => frame.OutputIndex >= 0 ? frame.OutputIndex : _last?.Index ?? 0;

    public DecodedBlock WholeOf(DecodedItem item) => item.Whole ??= NewBlock();

    public DecodedBlock PartOf(DecodedItem item, int index)
    {
        if (item.PartAt(index) is { } part)
            return part;
        part = NewBlock();
        item.AddPart(index, part);
        return part;
    }

    DecodedBlock NewBlock() => new(new BlockId(_blocks++));
}
