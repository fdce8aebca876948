namespace LuthienProxy.Host.Journal;

/// <summary>An event as it came to the record, without what it holds.</summary>
/// <param name="TransactionId">The call; of a change its own id.</param>
/// <param name="Sequence">Its place within the call; 0 for a change.</param>
/// <param name="At">When it happened.</param>
/// <param name="Type">What it is; <c>change</c> for one by an administrator.</param>
/// <param name="Bytes">How many bytes of an answer it holds; null where it holds none.</param>
/// <param name="Receipt">What became of it: <c>committed</c>, <c>spooled</c> or <c>lost</c>.</param>
sealed record RecordedEvent(string TransactionId, int Sequence, DateTimeOffset At, string Type, long? Bytes, string Receipt);
