namespace LuthienProxy.Cli.Answers;

/// <summary>What was done, the newest first.</summary>
sealed record PolicyHistory(IReadOnlyList<PolicyChange> Changes, string? Next);
