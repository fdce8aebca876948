using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Policies;

/// <summary>What is logged of the notices about changed policies.</summary>
static partial class PolicyLog
{
    [LoggerMessage(4130, LogLevel.Warning, "The database does not tell of changed policies ({reason}); they are seen by asking, until it does again")]
    public static partial void NoticesFail(ILogger log, string reason);

    [LoggerMessage(4131, LogLevel.Information, "The database tells of changed policies again")]
    public static partial void NoticesReturn(ILogger log);
}
