using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Storage.Queries.Sql;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Fetches what request bodies were split into, each part once for all bodies of one query. Not thread-safe.</summary>
sealed class PartsLoader(QuerySession session) : IBodyParts
{
    readonly Dictionary<ContentHash, ReadOnlyMemory<byte>> _contents = [];
    readonly Dictionary<ContentHash, ItemLink> _links = [];
    readonly Dictionary<ContentHash, ReadOnlyMemory<byte>> _skeletons = [];

    // Union, not union all: chains that meet are walked once.
    internal static string LinksSql(QueryDialect dialect) => $"""
        with recursive chain (item_hash, parent_hash) as (
            select i.item_hash, i.parent_hash from conversation_items i where {dialect.IsOneOf("i.item_hash", "@heads")}
            union
            select i.item_hash, i.parent_hash from chain c join conversation_items i on i.item_hash = c.parent_hash
        )
        select item_hash, parent_hash from chain
        """;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte>? Content(ContentHash hash) => _contents.TryGetValue(hash, out var bytes) ? bytes : null;

    /// <inheritdoc/>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Items(SkeletonPart.Chain chain)
    {
        var items = Walk(chain.Head).Select(Item).ToList();
        return items.Count == chain.Count && items.TrueForAll(static item => item is not null) ? items.ConvertAll(static item => item!.Value) : null;
    }

    /// <summary>The items of a chain, first to last, as far back as they are on record.</summary>
    internal List<ContentHash> Walk(ContentHash head)
    {
        var chain = new List<ContentHash>();
        for (ContentHash? at = head; at is { } hash && _links.TryGetValue(hash, out var link); at = link.Parent)
            chain.Add(hash);
        chain.Reverse();
        return chain;
    }

    internal ReadOnlyMemory<byte>? Item(ContentHash hash) => _skeletons.TryGetValue(hash, out var skeleton) ? skeleton : null;

    /// <summary>Adds what was split just now and need not be on record.</summary>
    internal void Add(SplitBody split)
    {
        foreach (var item in split.Items)
        {
            _links[item.Hash] = new(item.Parent);
            _skeletons[item.Hash] = item.Skeleton;
        }
        foreach (var content in split.Contents)
            _contents[content.Hash] = content.Bytes;
    }

    /// <summary>Puts a body together; null when a part of it is no longer on record.</summary>
    internal async Task<ReadOnlyMemory<byte>?> AssembleAsync(ReadOnlyMemory<byte> envelope, int size)
    {
        await LoadLinksAsync(Heads(envelope));
        await LoadItemsAsync(Heads(envelope).SelectMany(Walk));
        await LoadContentsAsync([envelope, .. Heads(envelope).SelectMany(Walk).Select(Item).OfType<ReadOnlyMemory<byte>>()]);
        return BodyAssembler.Assemble(envelope, size, this);
    }

    /// <summary>Learns which items chains consist of, without what is in them.</summary>
    internal async Task LoadLinksAsync(IEnumerable<ContentHash> heads)
    {
        ContentHash[] unknown = [.. heads.Distinct().Where(hash => !_links.ContainsKey(hash))];
        if (unknown.Length == 0)
            return;
        foreach (var (hash, link) in await session.ListAsync(LinksSql(session.Dialect), static row => (Hash(row.GetFieldValue<byte[]>(0)), new ItemLink(row.IsDBNull(1) ? null : Hash(row.GetFieldValue<byte[]>(1)))), ("heads", unknown)))
            _links[hash] = link;
    }

    /// <summary>Fetches items.</summary>
    internal async Task LoadItemsAsync(IEnumerable<ContentHash> items)
    {
        ContentHash[] unknown = [.. items.Distinct().Where(hash => !_skeletons.ContainsKey(hash))];
        if (unknown.Length == 0)
            return;
        var sql = $"select item_hash, skeleton from conversation_items where {session.Dialect.IsOneOf("item_hash", "@hashes")}";
        foreach (var (hash, skeleton) in await session.ListAsync(sql, static row => (Hash(row.GetFieldValue<byte[]>(0)), row.GetFieldValue<byte[]>(1)), ("hashes", unknown)))
            _skeletons[hash] = skeleton;
    }

    /// <summary>Fetches the contents that skeletons name.</summary>
    internal async Task LoadContentsAsync(IEnumerable<ReadOnlyMemory<byte>> skeletons)
    {
        ContentHash[] unknown = [.. skeletons.SelectMany(Parts).OfType<SkeletonPart.Value>().Select(static value => value.Hash).Distinct().Where(hash => !_contents.ContainsKey(hash))];
        if (unknown.Length == 0)
            return;
        var sql = $"select content_hash, size, encoding, body from contents where {session.Dialect.IsOneOf("content_hash", "@hashes")}";
        foreach (var row in await session.ListAsync(sql, static row => new ContentRow(Hash(row.GetFieldValue<byte[]>(0)), row.GetInt32(1), row.GetInt16(2), row.GetFieldValue<byte[]>(3)), ("hashes", unknown)))
            if (StoredBytes.Unpack((BodyEncoding)row.Encoding, row.Body, row.Size) is { } bytes)
                _contents[row.Hash] = bytes;
    }

    /// <summary>The last items of the chains that an envelope names.</summary>
    internal static IEnumerable<ContentHash> Heads(ReadOnlyMemory<byte> envelope) => Parts(envelope).OfType<SkeletonPart.Chain>().Select(static chain => chain.Head);

    internal static IReadOnlyList<SkeletonPart> Parts(ReadOnlyMemory<byte> skeleton) => Skeleton.TryRead(skeleton, out var parts) ? parts : [];

    static ContentHash Hash(byte[] bytes) => ContentHash.Read(bytes);

    readonly record struct ItemLink(ContentHash? Parent);
}
