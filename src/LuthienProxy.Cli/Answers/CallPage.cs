namespace LuthienProxy.Cli.Answers;

/// <summary>A page of calls, the newest first.</summary>
sealed record CallPage(IReadOnlyList<CallEntry> Calls, string? Next);
