namespace LuthienProxy.Protocol.Journal;

/// <summary>The gateway stopped, or died, first.</summary>
/// <param name="Summary">The figures, as far as they are on record.</param>
/// <param name="IsRecovered">Whether a gateway concluded this later, from what the record held: the process that ran the call had died.</param>
public sealed record Interrupted(TransactionSummary Summary, bool IsRecovered = false) : TransactionEnded(Summary);
