namespace LuthienProxy.Storage.Nodes;

/// <summary>How the database took the last heartbeat. Immutable.</summary>
/// <param name="IsTaken">Whether it did.</param>
/// <param name="Since">Since when that is so.</param>
/// <param name="Took">How long the last one took.</param>
/// <param name="Reason">Why it did not, in words without anything configured; null when it did.</param>
public sealed record HeartbeatStatus(bool IsTaken, DateTimeOffset Since, TimeSpan Took, string? Reason);
