namespace LuthienProxy.Cli.Answers;

/// <summary>How many calls ended with an error.</summary>
sealed record StatError(string Code, long Count);
