namespace LuthienProxy.Cli.Answers;

/// <summary>The latest lines of a gateway's log.</summary>
sealed record LatestLog(string Level, DateTimeOffset? Until, string UsualLevel, IReadOnlyList<LogLine> Lines);
