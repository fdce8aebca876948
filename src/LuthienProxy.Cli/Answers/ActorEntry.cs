namespace LuthienProxy.Cli.Answers;

/// <summary>One actor, and those below it that are shown.</summary>
sealed record ActorEntry(string Name, string Type, string State, int Mailbox, long Handled, int Restarts, IReadOnlyList<ActorEntry> Children);
