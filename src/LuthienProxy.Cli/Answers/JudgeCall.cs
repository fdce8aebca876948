namespace LuthienProxy.Cli.Answers;

/// <summary>What a judge was asked.</summary>
sealed record JudgeCall(string Policy, string Upstream, string Model, int Attempts, double TookMs, string? Failure);
