namespace LuthienProxy.Cli.Answers;

/// <summary>The instances by name.</summary>
sealed record PolicyInstances(IReadOnlyList<InstanceEntry> Instances, string? Next);
