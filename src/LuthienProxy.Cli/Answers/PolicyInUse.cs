namespace LuthienProxy.Cli.Answers;

/// <summary>What a node runs.</summary>
sealed record PolicyInUse(string Status, IReadOnlyList<string> Reasons, string? Source, string? Name, int Version, IReadOnlyList<PolicyStage> Policies, DateTimeOffset Since);
