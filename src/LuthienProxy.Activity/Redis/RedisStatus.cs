namespace LuthienProxy.Activity.Redis;

/// <summary>How the connection to Redis is. Immutable.</summary>
/// <param name="IsUp">Whether it stands.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why it does not stand, for people; null when it does.</param>
/// <param name="Attempts">Attempts in a row that failed.</param>
public sealed record RedisStatus(bool IsUp, DateTimeOffset Since, string? Reason, int Attempts);
