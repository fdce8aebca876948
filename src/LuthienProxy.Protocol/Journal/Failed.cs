namespace LuthienProxy.Protocol.Journal;

/// <summary>No whole answer could be had; <see cref="TransactionSummary.Error"/> says why.</summary>
public sealed record Failed(TransactionSummary Summary) : TransactionEnded(Summary);
