using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Protocol.Tests.Journal.Content;

/// <summary>What bodies were split into, kept as a database would: by hash, once.</summary>
sealed class SplitParts : IBodyParts
{
    public Dictionary<ContentHash, byte[]> Contents { get; } = [];

    public Dictionary<ContentHash, SplitItem> Chains { get; } = [];

    public static SplitParts Of(params SplitBody[] bodies)
    {
        var parts = new SplitParts();
        foreach (var content in bodies.SelectMany(body => body.Contents))
            parts.Contents[content.Hash] = content.Bytes.ToArray();
        foreach (var item in bodies.SelectMany(body => body.Items))
            parts.Chains[item.Hash] = item;
        return parts;
    }

    public ReadOnlyMemory<byte>? Content(ContentHash hash) => Contents.TryGetValue(hash, out var bytes) ? (ReadOnlyMemory<byte>?)bytes : null;

    public IReadOnlyList<ReadOnlyMemory<byte>>? Items(SkeletonPart.Chain chain)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        for (ContentHash? next = chain.Head; next is { } hash && Chains.TryGetValue(hash, out var item); next = item.Parent)
            items.Insert(0, item.Skeleton);
        return items.Count == chain.Count ? items : null;
    }
}
