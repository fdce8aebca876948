namespace LuthienProxy.Protocol.Journal;

/// <summary>The client has the whole answer, or the upstream's own refusal.</summary>
public sealed record Completed(TransactionSummary Summary) : TransactionEnded(Summary);
