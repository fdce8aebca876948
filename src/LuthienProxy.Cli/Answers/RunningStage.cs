namespace LuthienProxy.Cli.Answers;

/// <summary>One stage of a running call.</summary>
sealed record RunningStage(string Stage, bool IsShadow, long In, long Out, int Dropped, int Errors, bool IsHolding, double? WaitsMs, double? P50Ms, double? P99Ms);
