using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Rows;

/// <summary>A row of <c>transaction_events</c>.</summary>
/// <param name="TransactionId">The transaction.</param>
/// <param name="Sequence">The event's place, from 1.</param>
/// <param name="Type">The event's stable name.</param>
/// <param name="CreatedAt">When it happened, UTC.</param>
/// <param name="Data">What the event holds besides bytes: a JSON object. Holds neither U+0000 nor a lone surrogate, so that <c>jsonb</c> takes it.</param>
/// <param name="Body">The event's bytes in their stored form; null when it has none.</param>
sealed record EventRow(TransactionId TransactionId, int Sequence, string Type, DateTimeOffset CreatedAt, string Data, ReadOnlyMemory<byte>? Body);
