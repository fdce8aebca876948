using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Retention;

/// <summary>What an archive took in or gave back. Immutable.</summary>
/// <param name="Transactions">The transactions that are complete in it (export), or on record now (import).</param>
/// <param name="Events">How many events they have.</param>
/// <param name="Left">Those that could not be: an event cannot be read any more (export), or the record has something else in its place (import).</param>
public sealed record ArchiveReport(IReadOnlyList<TransactionId> Transactions, long Events, IReadOnlyList<TransactionId> Left);
