namespace LuthienProxy.Cli.Answers;

/// <summary>The policies that a call runs under.</summary>
sealed record PolicyOfCall(string? Name, int Version);
