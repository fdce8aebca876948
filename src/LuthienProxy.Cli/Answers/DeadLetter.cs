namespace LuthienProxy.Cli.Answers;

/// <summary>A message that reached nobody.</summary>
sealed record DeadLetter(long Number, DateTimeOffset At, string Recipient, string Message, string Reason);
