namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>What a body was split into, as far as it is at hand.</summary>
public interface IBodyParts
{
    /// <summary>The bytes of a content; null when they are not to be had.</summary>
    ReadOnlyMemory<byte>? Content(ContentHash hash);

    /// <summary>The skeletons of a chain's items, first to last; null when one is not to be had.</summary>
    IReadOnlyList<ReadOnlyMemory<byte>>? Items(SkeletonPart.Chain chain);
}
