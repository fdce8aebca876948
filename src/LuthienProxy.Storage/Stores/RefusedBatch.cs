using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Stores;

/// <summary>A batch that can never be written, however often it is tried. Immutable.</summary>
public sealed record RefusedBatch(JournalBatch Batch, RefusalReason Reason)
{
    /// <summary>The last sequence number of the transaction on record; 0 when there is none, or where the engine failed before the record was looked at.</summary>
    public int Last { get; init; }

    /// <summary>What the engine said, where it was asked.</summary>
    public Exception? Cause { get; init; }
}
