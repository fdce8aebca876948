namespace LuthienProxy.Host.Inspection;

/// <summary>How far a running call's record has come.</summary>
/// <param name="Sequence">The number of its last event.</param>
/// <param name="Acknowledged">The number of the last event that the journal has answered for.</param>
/// <param name="UnacknowledgedBytes">Bytes that the client has and that the journal has not answered for.</param>
/// <param name="LagMs">How long the batch under way has been waiting for its answer.</param>
sealed record LiveRecordView(int Sequence, int Acknowledged, long UnacknowledgedBytes, double LagMs);
