namespace LuthienProxy.Cli.Answers;

/// <summary>One actor, and those below it that are shown.</summary>
sealed record ActorEntry(
    string Name, string Type, string State, int Mailbox, int MailboxPeak, long Handled, long Dropped, int Restarts, string? Failure, double AgeMs, double AwaitedMs, double? AwaitingMs,
    double? P99Ms, string? Message, RunningCall? Call, int ChildCount, IReadOnlyList<ActorEntry> Children);
