namespace LuthienProxy.Host.Replays;

/// <summary>One line of a replay's answer: a call, or at the end the summary.</summary>
/// <param name="Entry">A call; null in the last line.</param>
/// <param name="Summary">The summary; null in all lines but the last.</param>
sealed record ReplayLine(ReplayEntry? Entry, ReplaySummary? Summary);
