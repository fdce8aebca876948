namespace LuthienProxy.Cli.Answers;

/// <summary>What the calls came to.</summary>
sealed record Stats(
    string Node, DateTimeOffset Since, double ElapsedMs, int Running, long Ended, double CallsPerS, long Chunks, double ChunksPerS, long BytesIn, long BytesOut,
    StatTimes FirstByte, StatTimes Added, StatTimes Duration, StatOutcomes Outcomes, IReadOnlyList<StatError> Errors, StatJournal? Journal, int Watchers);
