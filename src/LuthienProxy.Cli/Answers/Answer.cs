namespace LuthienProxy.Cli.Answers;

/// <summary>What the client got.</summary>
sealed record Answer(IReadOnlyList<Block> Blocks, string? StopReason, string? Error, bool IsComplete);
