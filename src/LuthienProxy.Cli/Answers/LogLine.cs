namespace LuthienProxy.Cli.Answers;

/// <summary>A line of a gateway's log; of a gap in a stream of them, how many were missed.</summary>
sealed record LogLine(long Number = 0, DateTimeOffset At = default, string Level = "", string? Source = null, string Message = "", string? Exception = null, int? Missed = null);
