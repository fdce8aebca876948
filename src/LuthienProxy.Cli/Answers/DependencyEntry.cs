namespace LuthienProxy.Cli.Answers;

/// <summary>One thing that it needs.</summary>
sealed record DependencyEntry(string Name, string Kind, string State, DateTimeOffset? Since, double? LatencyMs, string? Detail);
