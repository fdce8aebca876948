namespace LuthienProxy.Cli.Answers;

/// <summary>What administrators changed.</summary>
sealed record ChangeList(IReadOnlyList<ChangeEntry> Changes, string? Next);
