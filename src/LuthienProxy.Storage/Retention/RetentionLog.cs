using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Retention;

/// <summary>What retention logs.</summary>
static partial class RetentionLog
{
    [LoggerMessage(4120, LogLevel.Information, "Deleted what is older than the journal keeps: {rows}")]
    public static partial void Deleted(ILogger log, string rows);

    [LoggerMessage(4121, LogLevel.Error, "What is older than the journal keeps cannot be deleted: {reason}")]
    public static partial void Fails(ILogger log, string reason);
}
