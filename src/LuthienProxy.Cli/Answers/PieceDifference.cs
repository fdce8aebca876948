namespace LuthienProxy.Cli.Answers;

/// <summary>A piece of a message or an answer on both sides.</summary>
sealed record PieceDifference(string Change, Block? Before, Block? After);
