using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Where a block stood in the provider's output, and what of the provider's JSON can serve for it.</summary>
/// <param name="OutputIndex">The item's place; -1 for a block made here.</param>
/// <param name="PartIndex">The part's place in a message; -1 where the block is the item.</param>
/// <param name="Opening">The frame that opened it in just this form; null when it has to be made.</param>
/// <param name="Item">The item's JSON, where a whole copy of it was seen; else empty.</param>
readonly record struct BlockPlace(int OutputIndex, int PartIndex, ResponsesFrame? Opening, ReadOnlyMemory<byte> Item)
{
    /// <summary>The provider's id of the item, where the frame of one of its parts told it.</summary>
    public string? ItemId { get; init; }

    /// <summary>Reads the place out of the frame that the start came in.</summary>
    public static BlockPlace Of(BlockStarted started, ResponsesFrame? frame)
    {
        if (frame is null || !StartsThere(started, frame))
            return new(-1, -1, null, default);
        var isOwn = frame.Holds(started);
        if (frame.CopyOf(started.Block) is { } copy)
        {
            var opens = isOwn && frame.Kind == ResponsesFrameKind.ItemAdded && frame.EventCount == 1;
            return new(copy.OutputIndex, copy.PartIndex, opens ? frame : null, copy.Item);
        }
        var part = started.Kind == BlockKind.Thinking ? -1 : Math.Max(0, frame.PartIndex);
        return new(frame.Place, part, isOwn && frame.Kind == ResponsesFrameKind.PartAdded ? frame : null, default)
        {
            ItemId = frame.Unquote(frame.ItemIdAt),
        };
    }

    static bool StartsThere(BlockStarted started, ResponsesFrame frame)
    {
        for (var i = 0; i < frame.EventCount; i++)
            if (frame.EventAt(i) is BlockStarted own && own.Block == started.Block && own.Kind == started.Kind)
                return true;
        return false;
    }
}
