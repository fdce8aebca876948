namespace LuthienProxy.Protocol.Responses;

/// <summary>How far a block's frames have been written.</summary>
enum BlockStage : byte
{
    /// <summary>Deltas may come.</summary>
    Open,

    /// <summary>Its content is whole and its own <c>.done</c> is written; <c>content_part.done</c> is due.</summary>
    TextDone,

    /// <summary>Only the item's end is due.</summary>
    Done,
}
