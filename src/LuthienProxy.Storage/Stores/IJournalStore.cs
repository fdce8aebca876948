using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Stores;

/// <summary>
/// One engine's side of the journal. Thread-safe. Throws the engine's own exceptions: the writers decide what they mean.
/// </summary>
public interface IJournalStore : IAsyncDisposable
{
    /// <summary>
    /// Writes batches of any number of transactions, with their projections, in one database transaction. Idempotent: what is on record already is left
    /// as it is, so a batch whose commit is unknown may be written again.
    /// </summary>
    Task WriteAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellation);

    /// <summary>The events of a transaction in order, after the given sequence number; at most <paramref name="limit"/>. Empty when it is not on record.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation);
}
