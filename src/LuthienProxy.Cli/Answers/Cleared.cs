namespace LuthienProxy.Cli.Answers;

/// <summary>What was forgotten.</summary>
sealed record Cleared(long Count);
