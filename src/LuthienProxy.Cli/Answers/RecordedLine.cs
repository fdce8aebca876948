namespace LuthienProxy.Cli.Answers;

/// <summary>An event that came to the record; of a gap in a stream of them, how many were missed.</summary>
sealed record RecordedLine(string TransactionId = "", int Sequence = 0, DateTimeOffset At = default, string Type = "", long? Bytes = null, string Receipt = "", int? Missed = null);
