namespace LuthienProxy.Cli.Answers;

/// <summary>How long something took.</summary>
sealed record StatTimes(double? P50Ms, double? P99Ms);
