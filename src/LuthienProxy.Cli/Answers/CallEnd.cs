namespace LuthienProxy.Cli.Answers;

/// <summary>What became of a call that was told to end.</summary>
sealed record CallEnd(string TransactionId, string Action, bool HasEnded);
