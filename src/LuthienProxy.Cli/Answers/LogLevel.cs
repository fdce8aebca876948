namespace LuthienProxy.Cli.Answers;

/// <summary>The level that a log was given.</summary>
sealed record LogLevel(string Level, string Before, DateTimeOffset? Until);
