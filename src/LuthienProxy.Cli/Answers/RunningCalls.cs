namespace LuthienProxy.Cli.Answers;

/// <summary>Calls that run.</summary>
sealed record RunningCalls(string Node, int Running, int Matching, IReadOnlyList<RunningCall> Calls, string? Next);
