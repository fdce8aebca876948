namespace LuthienProxy.Cli.Answers;

/// <summary>One thing that was done.</summary>
sealed record PolicyChange(long Number, string Action, NamedVersion? From, NamedVersion? To, DateTimeOffset At, string By);
