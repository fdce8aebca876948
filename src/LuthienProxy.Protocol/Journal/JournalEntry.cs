namespace LuthienProxy.Protocol.Journal;

/// <summary>One event of one transaction on record. Immutable.</summary>
/// <param name="TransactionId">The transaction it belongs to.</param>
/// <param name="Sequence">Its place: 1, 2, 3, … without a gap within the transaction.</param>
/// <param name="At">When it happened, UTC.</param>
/// <param name="Event">What happened.</param>
public sealed record JournalEntry(TransactionId TransactionId, int Sequence, DateTimeOffset At, JournalEvent Event);
