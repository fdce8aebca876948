namespace LuthienProxy.Cli.Answers;

/// <summary>How a node's journal keeps up.</summary>
sealed record JournalState(
    string Status, DateTimeOffset Since, double LagMs, int QueueDepth, int QueueLimit, int BatchP50, int BatchP99, double CommitP50Ms, double CommitP99Ms, long WrittenEvents, string? Breaker, long SpoolBytes, long SpoolLimit, long SpoolRecords, long DroppedEvents,
    long Unanswered, string Mode, IReadOnlyList<string> Reasons);
