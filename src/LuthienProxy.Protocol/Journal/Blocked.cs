namespace LuthienProxy.Protocol.Journal;

/// <summary>A policy stopped the call.</summary>
public sealed record Blocked(TransactionSummary Summary) : TransactionEnded(Summary);
