using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Nodes;

/// <summary>A transaction that a dead node left open, as far as it is on record.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="LastSequence">The number of its last event.</param>
/// <param name="BytesReceived">How far its segments of the upstream's body reach.</param>
/// <param name="BytesDelivered">How far its segments of the delivered body reach.</param>
sealed record OpenTransaction(TransactionId TransactionId, int LastSequence, long BytesReceived, long BytesDelivered);
