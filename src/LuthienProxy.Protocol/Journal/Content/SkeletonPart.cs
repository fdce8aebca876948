namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>A piece of a skeleton. A closed choice.</summary>
public abstract record SkeletonPart
{
    SkeletonPart()
    {
    }

    /// <summary>Bytes of the body, as they are.</summary>
    public sealed record Literal(ReadOnlyMemory<byte> Bytes) : SkeletonPart;

    /// <summary>The bytes of a content.</summary>
    public sealed record Value(ContentHash Hash) : SkeletonPart;

    /// <summary>The bytes of a chain of items, first to last.</summary>
    /// <param name="Count">How many they are.</param>
    /// <param name="Head">The last of them.</param>
    public sealed record Chain(int Count, ContentHash Head) : SkeletonPart;
}
