using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Stores;

/// <summary>
/// One engine's side of the journal. Thread-safe. What the engine cannot do it says with a <see cref="StoreException"/>, never with the driver's own.
/// </summary>
public interface IJournalStore : IAsyncDisposable
{
    /// <summary>
    /// Writes batches of any number of transactions, with their projections, in one database transaction. Idempotent: what is on record already is left
    /// as it is, so a batch whose commit is unknown may be written again, alone or with others, and batches may overlap.
    /// </summary>
    /// <returns>What was written, and which batches the record refuses for ever: those must not be handed over again. All others are committed.</returns>
    /// <remarks>
    /// A terminal event that recovery wrote (<see cref="Interrupted.IsRecovered"/>) is provisional: a batch that brings what really happened from that
    /// sequence number on takes its place.
    /// </remarks>
    /// <exception cref="StoreException">Nothing is known to be written; <see cref="StoreException.Fault"/> says what to do about it.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up; whether the batches are on record is unknown.</exception>
    Task<WriteReport> WriteAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellation);

    /// <summary>The events of a transaction in order, after the given sequence number; at most <paramref name="limit"/>. Empty when it is not on record.</summary>
    /// <exception cref="StoreException">The engine cannot answer.</exception>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation);
}
