namespace LuthienProxy.Cli.Answers;

/// <summary>What a gateway runs.</summary>
sealed record InUse(string? Name, int Version);
