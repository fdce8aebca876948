using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Rows;

/// <summary>Where bodies find what they were split into. One engine's side; the reading of a page may share one.</summary>
interface IContentLookup
{
    /// <summary>Those of the contents that are on record, in any order.</summary>
    ValueTask<IReadOnlyList<ContentRow>> ContentsAsync(IReadOnlyCollection<ContentHash> hashes, CancellationToken cancellation);

    /// <summary>
    /// The chain of items that ends with <paramref name="head"/>, first item first, of which <paramref name="count"/> are expected. Where an item is
    /// missing, what comes before it is missing too.
    /// </summary>
    ValueTask<IReadOnlyList<ItemRow>> ChainAsync(ContentHash head, int count, CancellationToken cancellation);
}
