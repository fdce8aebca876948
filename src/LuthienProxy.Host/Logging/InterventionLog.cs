using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.Logging;

/// <summary>What administrators do to the running gateway.</summary>
static partial class InterventionLog
{
    [LoggerMessage(5060, LogLevel.Warning, "{transaction_id} {by}: {action} of this call")]
    public static partial void CallEnded(ILogger log, TransactionId transaction_id, string by, string action);
}
