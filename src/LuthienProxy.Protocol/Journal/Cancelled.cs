namespace LuthienProxy.Protocol.Journal;

/// <summary>The client left.</summary>
public sealed record Cancelled(TransactionSummary Summary) : TransactionEnded(Summary);
