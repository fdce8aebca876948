using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Rows;

/// <summary>What some bodies were split into, fetched before they are assembled: first their items, then the contents of both, together.</summary>
sealed class FetchedParts : IBodyParts
{
    readonly Dictionary<SkeletonPart.Chain, IReadOnlyList<ReadOnlyMemory<byte>>> _chains = [];
    readonly Dictionary<ContentHash, ReadOnlyMemory<byte>> _contents = [];

    FetchedParts()
    {
    }

    public static async ValueTask<FetchedParts> OfAsync(IReadOnlyList<ReadOnlyMemory<byte>> envelopes, IContentLookup lookup, CancellationToken cancellation)
    {
        var fetched = new FetchedParts();
        var hashes = new HashSet<ContentHash>();
        var chains = new HashSet<SkeletonPart.Chain>();
        foreach (var envelope in envelopes)
            Note(envelope, hashes, chains);
        foreach (var chain in chains)
            foreach (var item in await fetched.FetchAsync(chain, lookup, cancellation))
                Note(item, hashes, chains: null);
        if (hashes.Count == 0)
            return fetched;
        foreach (var row in await lookup.ContentsAsync(hashes, cancellation))
            if (StoredBytes.Unpack((BodyEncoding)row.Encoding, row.Body, row.Size) is { } bytes)
                fetched._contents[row.Hash] = bytes;
        return fetched;
    }

    public ReadOnlyMemory<byte>? Assemble(ReadOnlyMemory<byte> envelope, int size) => BodyAssembler.Assemble(envelope, size, this);

    public ReadOnlyMemory<byte>? Content(ContentHash hash) => _contents.TryGetValue(hash, out var bytes) ? (ReadOnlyMemory<byte>?)bytes : null;

    public IReadOnlyList<ReadOnlyMemory<byte>>? Items(SkeletonPart.Chain chain) => _chains.GetValueOrDefault(chain);

    async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> FetchAsync(SkeletonPart.Chain chain, IContentLookup lookup, CancellationToken cancellation)
    {
        var rows = await lookup.ChainAsync(chain.Head, chain.Count, cancellation);
        if (!IsWhole(rows, chain))
            return [];
        IReadOnlyList<ReadOnlyMemory<byte>> skeletons = [.. rows.Select(static row => row.Skeleton)];
        _chains[chain] = skeletons;
        return skeletons;
    }

    static bool IsWhole(IReadOnlyList<ItemRow> rows, SkeletonPart.Chain chain) =>
        rows.Count == chain.Count && rows[^1].Hash == chain.Head && rows[0].Parent is null && rows.Skip(1).Zip(rows).All(static pair => pair.First.Parent == pair.Second.Hash);

    static void Note(ReadOnlyMemory<byte> skeleton, HashSet<ContentHash> hashes, HashSet<SkeletonPart.Chain>? chains)
    {
        if (!Skeleton.TryRead(skeleton, out var parts))
            return;
        foreach (var part in parts)
            if (part is SkeletonPart.Value value)
                hashes.Add(value.Hash);
            else if (part is SkeletonPart.Chain chain)
                chains?.Add(chain);
    }
}
