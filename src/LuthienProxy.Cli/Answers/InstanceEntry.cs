namespace LuthienProxy.Cli.Answers;

/// <summary>One instance.</summary>
sealed record InstanceEntry(string Name, string? Description, int NewestVersion, int? ActiveVersion, int Versions, DateTimeOffset CreatedAt, string CreatedBy);
