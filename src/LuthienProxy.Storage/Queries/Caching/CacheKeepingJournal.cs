using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>A journal that tells the cache what it puts on record. Thread-safe, as the journal is.</summary>
public sealed class CacheKeepingJournal(IJournal journal, CachedQueries cache) : IJournal
{
    /// <inheritdoc/>
    public bool IsAvailable => journal.IsAvailable;

    /// <inheritdoc/>
    public async ValueTask<JournalReceipt> AppendAsync(JournalBatch batch)
    {
        var receipt = await journal.AppendAsync(batch);
        // After the commit: what is asked for from now on is the new record.
        cache.Appended(batch.TransactionId);
        return receipt;
    }
}
