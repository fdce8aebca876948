namespace LuthienProxy.Cli.Answers;

/// <summary>One version of an instance.</summary>
sealed record PolicyVersion(string Name, int Version, string? Description, bool IsActive, DateTimeOffset CreatedAt, string CreatedBy, IReadOnlyList<PolicyStage> Policies);
