namespace LuthienProxy.Cli.Answers;

/// <summary>How often a recipient did not get a message.</summary>
sealed record DeadLetterCount(string Recipient, string Message, string Reason, long Count, DateTimeOffset Last);
