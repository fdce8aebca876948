namespace LuthienProxy.Cli.Answers;

/// <summary>How far a running call's record has come.</summary>
sealed record RunningRecord(int Sequence, int Acknowledged, long UnacknowledgedBytes, double LagMs);
