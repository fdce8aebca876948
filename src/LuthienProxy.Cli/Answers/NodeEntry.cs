namespace LuthienProxy.Cli.Answers;

/// <summary>One gateway.</summary>
sealed record NodeEntry(string Node, string State, DateTimeOffset? StartedAt, DateTimeOffset? SeenAt, string? Version, int? OpenCalls, InUse? Policy, bool IsSelf);
