namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>A request body taken apart. Immutable, as long as the body is.</summary>
/// <param name="Size">How many bytes the body has.</param>
/// <param name="Envelope">The skeleton of the whole (<see cref="Skeleton"/>).</param>
/// <param name="Items">The elements of <c>messages</c> and <c>input</c>, parents before children.</param>
/// <param name="Contents">The large values; one that stands in the body twice is here twice.</param>
public sealed record SplitBody(int Size, ReadOnlyMemory<byte> Envelope, IReadOnlyList<SplitItem> Items, IReadOnlyList<SplitContent> Contents)
{
    /// <summary>The value of <c>system</c> or <c>instructions</c>, JSON within the body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Instructions { get; init; }

    /// <summary>The value of an <c>input</c> or <c>messages</c> that is a plain string, JSON within the body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> PlainInput { get; init; }

    /// <summary>Whether the body is JSON that could be taken apart; else it is one content, or one literal.</summary>
    public bool IsJson { get; init; }
}
