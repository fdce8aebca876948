using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Nodes;

/// <summary>What nodes log of one another.</summary>
static partial class NodeLog
{
    [LoggerMessage(4110, LogLevel.Warning, "Ended {count} calls that dead nodes had left open")]
    public static partial void Recovered(ILogger log, int count);

    [LoggerMessage(4111, LogLevel.Warning, "The database does not take this node's heartbeat: {reason}")]
    public static partial void HeartbeatFails(ILogger log, string reason);

    [LoggerMessage(4112, LogLevel.Information, "The database takes this node's heartbeat again")]
    public static partial void HeartbeatReturns(ILogger log);
}
