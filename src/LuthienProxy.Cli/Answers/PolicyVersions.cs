namespace LuthienProxy.Cli.Answers;

/// <summary>The versions of an instance, the newest first.</summary>
sealed record PolicyVersions(string Name, IReadOnlyList<PolicyVersion> Versions);
