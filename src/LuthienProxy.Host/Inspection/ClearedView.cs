namespace LuthienProxy.Host.Inspection;

/// <summary>What was forgotten.</summary>
/// <param name="Count">How many were counted.</param>
sealed record ClearedView(long Count);
