namespace LuthienProxy.Cli.Answers;

/// <summary>What became of what waited for the journal.</summary>
sealed record JournalFlush(bool IsComplete, double TookMs, int Waiting, long SpoolRecords);
