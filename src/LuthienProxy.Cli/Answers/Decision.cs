namespace LuthienProxy.Cli.Answers;

/// <summary>What a policy decided.</summary>
sealed record Decision(string Policy, int Version, int Stage, bool IsShadow, string Verdict, string? Reason, int? Block, double? Probability, double TookMs);
