namespace LuthienProxy.Protocol.Journal;

/// <summary>The last event of a transaction; there is exactly one.</summary>
/// <param name="Summary">The figures of the whole call.</param>
public abstract record TransactionEnded(TransactionSummary Summary) : JournalEvent;
