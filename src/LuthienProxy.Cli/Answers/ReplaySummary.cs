namespace LuthienProxy.Cli.Answers;

/// <summary>All calls of a replay together.</summary>
sealed record ReplaySummary(
    string? Policy, int Version, int Calls, int Changed, int Unknown, IReadOnlyDictionary<string, int> Changes, IReadOnlyDictionary<string, int> Before, IReadOnlyDictionary<string, int> After,
    ReplayJudges Judges, double PolicyP50Ms, double PolicyP99Ms, double PolicyMaxMs, double TookMs, bool HasMore, string? Stopped);
