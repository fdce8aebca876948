namespace LuthienProxy.Cli.Answers;

/// <summary>A request on both sides.</summary>
sealed record RequestDifference(IReadOnlyList<PieceDifference> System, IReadOnlyList<ValueDifference> Tools, IReadOnlyList<ValueDifference> Parameters, IReadOnlyList<MessageDifference> Messages);
