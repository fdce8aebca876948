using LuthienProxy.Host.Policies;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.Logging;

/// <summary>What this room logs of policies: which are in use, who changed them, what keeps them from being used.</summary>
static partial class PolicyHostLog
{
    [LoggerMessage(5030, LogLevel.Information, "New calls run under {policies} (from {source})")]
    public static partial void InUse(ILogger log, PolicyInstance policies, string source);

    [LoggerMessage(5031, LogLevel.Warning, "Policies: {reason}. In use: {policies}")]
    public static partial void Trouble(ILogger log, PolicyInstance policies, string reason);

    [LoggerMessage(5032, LogLevel.Information, "Policies: all is well again")]
    public static partial void TroubleOver(ILogger log);

    [LoggerMessage(5033, LogLevel.Information, "Policies: {by}: {change} {name} {version}")]
    public static partial void Changed(ILogger log, string by, string change, string name, int version);

    [LoggerMessage(5034, LogLevel.Information, "{transaction_id} An administrator runs this call under {name} version {version}")]
    public static partial void Overridden(ILogger log, TransactionId transaction_id, string name, int version);

    [LoggerMessage(5035, LogLevel.Information, "{transaction_id} Policies: {by} tries {model} under a chain of {policies}, with the server's key")]
    public static partial void Tried(ILogger log, TransactionId transaction_id, string by, string model, int policies);

    [LoggerMessage(5036, LogLevel.Information, "Policies: {by} ran {calls} recorded calls under {policies}: {changed} would have changed")]
    public static partial void Replayed(ILogger log, string by, int calls, string policies, int changed);

    [LoggerMessage(5037, LogLevel.Error, "{transaction_id} Policies: running this recorded call again failed")]
    public static partial void ReplayFailed(ILogger log, TransactionId transaction_id, Exception cause);
}
