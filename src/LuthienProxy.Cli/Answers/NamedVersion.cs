namespace LuthienProxy.Cli.Answers;

/// <summary>An instance and its version.</summary>
sealed record NamedVersion(string Name, int Version);
