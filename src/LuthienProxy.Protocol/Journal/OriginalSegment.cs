namespace LuthienProxy.Protocol.Journal;

/// <summary>A piece of the upstream's body, as its bytes came.</summary>
/// <param name="Offset">Where the piece begins in that body.</param>
/// <param name="Bytes">The piece.</param>
public sealed record OriginalSegment(long Offset, Payload Bytes) : JournalEvent;
