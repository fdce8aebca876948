namespace LuthienProxy.Cli.Answers;

/// <summary>An answer on both sides.</summary>
sealed record AnswerDifference(IReadOnlyList<PieceDifference> Blocks, ValueDifference StopReason, ValueDifference Error);
