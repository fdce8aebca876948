namespace LuthienProxy.Cli.Answers;

/// <summary>What a policy decided.</summary>
sealed record ReplayedDecision(string Policy, bool IsShadow, string Verdict, string? Reason);
