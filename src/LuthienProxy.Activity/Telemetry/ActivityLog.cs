using Microsoft.Extensions.Logging;

namespace LuthienProxy.Activity.Telemetry;

/// <summary>What this room logs. Never events, never addresses or credentials.</summary>
static partial class ActivityLog
{
    [LoggerMessage(4500, LogLevel.Information, "The connection to Redis stands, after {attempts} attempts that failed: this node and others see each other's events")]
    public static partial void RedisUp(ILogger log, int attempts);

    [LoggerMessage(4501, LogLevel.Warning, "No connection to Redis: {reason} This node shows its own events; it tries again until it stands, and says so then")]
    public static partial void RedisDown(ILogger log, string reason);

    [LoggerMessage(4502, LogLevel.Error, "Redis is given up after {attempts} attempts (activity.redis.max-attempts); this node shows its own events until it is started again")]
    public static partial void RedisGivenUp(ILogger log, int attempts);
}
