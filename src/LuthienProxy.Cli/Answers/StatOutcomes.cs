namespace LuthienProxy.Cli.Answers;

/// <summary>How calls ended.</summary>
sealed record StatOutcomes(long Completed, long Blocked, long Failed, long Cancelled, long Interrupted);
