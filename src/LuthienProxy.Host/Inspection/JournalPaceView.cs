namespace LuthienProxy.Host.Inspection;

/// <summary>How the journal keeps up, in short.</summary>
/// <param name="Status">As of <c>/api/system/journal</c>.</param>
/// <param name="QueueDepth">Batches that have no answer yet.</param>
/// <param name="LagMs">How long the oldest of them has been waiting.</param>
/// <param name="DroppedEvents">Events that did not come to the record, and will not, since the node's start.</param>
sealed record JournalPaceView(string Status, int QueueDepth, double LagMs, long DroppedEvents);
