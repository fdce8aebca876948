namespace LuthienProxy.Cli.Answers;

/// <summary>One line of a replay: a call, or at the end the summary.</summary>
sealed record ReplayLine(ReplayedCall? Entry, ReplaySummary? Summary);
