namespace LuthienProxy.Cli.Answers;

/// <summary>A value on both sides.</summary>
sealed record ValueDifference(string Name, string Change, string? Before, string? After);
