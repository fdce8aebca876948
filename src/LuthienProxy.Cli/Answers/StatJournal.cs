namespace LuthienProxy.Cli.Answers;

/// <summary>How the journal keeps up.</summary>
sealed record StatJournal(string Status, int QueueDepth, double LagMs, long DroppedEvents);
