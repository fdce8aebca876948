namespace LuthienProxy.Cli.Answers;

/// <summary>What reached nobody.</summary>
sealed record DeadLetters(string Node, DateTimeOffset Since, IReadOnlyList<DeadLetterCount> Summary, IReadOnlyList<DeadLetter> Latest);
