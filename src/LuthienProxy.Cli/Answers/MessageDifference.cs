namespace LuthienProxy.Cli.Answers;

/// <summary>A message on both sides.</summary>
sealed record MessageDifference(string Change, string Role, IReadOnlyList<PieceDifference> Content);
