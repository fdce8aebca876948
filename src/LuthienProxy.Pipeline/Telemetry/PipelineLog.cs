using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Telemetry;

/// <summary>What this room logs. Never bodies, never credentials.</summary>
static partial class PipelineLog
{
    public static void Ended(ILogger log, Exchange exchange, TransactionOutcome outcome)
    {
        var (call, reply, progress) = (exchange.Call, exchange.Reply, exchange.Progress);
        switch (outcome)
        {
            case TransactionOutcome.Failed failed:
                Failed(log, call.Id, call.Format.Name, call.Model, failed.Error.Code, failed.Error.Message, progress.Age.TotalMilliseconds, failed.Cause);
                break;
            case TransactionOutcome.Cancelled:
                Cancelled(log, call.Id, call.Format.Name, call.Model, progress.Age.TotalMilliseconds);
                break;
            default:
                Ended(log, call.Id, outcome.State, call.Format.Name, call.Model, PolicyOf(call), progress.TimeToFirstByte?.TotalMilliseconds, progress.Age.TotalMilliseconds, progress.BytesReceived, reply.BytesDelivered);
                break;
        }
        if (reply.Repairs.Total > 0 && log.IsEnabled(LogLevel.Warning))
            Repaired(log, call.Id, reply.Repairs.Total, Describe(reply.Repairs));
    }

    [LoggerMessage(3000, LogLevel.Information, "{transaction_id} {state} {format} {model} under {policy}: first byte {first_byte_ms:0.0} ms, total {total_ms:0.0} ms, {bytes_in} bytes in, {bytes_out} out")]
    static partial void Ended(
        ILogger log, TransactionId transaction_id, TransactionState state, string format, string model, string policy, double? first_byte_ms, double total_ms, long bytes_in, long bytes_out);

    [LoggerMessage(3001, LogLevel.Warning, "{transaction_id} Failed {format} {model} with {code} after {total_ms:0.0} ms: {reason}")]
    static partial void Failed(ILogger log, TransactionId transaction_id, string format, string model, string? code, string reason, double total_ms, Exception? cause);

    [LoggerMessage(3002, LogLevel.Debug, "{transaction_id} Cancelled {format} {model}: the client left after {total_ms:0.0} ms (499)")]
    static partial void Cancelled(ILogger log, TransactionId transaction_id, string format, string model, double total_ms);

    [LoggerMessage(3003, LogLevel.Warning, "{transaction_id} The upstream's answer broke its wire format {count} times and was mended: {repairs}")]
    static partial void Repaired(ILogger log, TransactionId transaction_id, int count, string repairs);

    [LoggerMessage(3010, LogLevel.Error, "{transaction_id} {count} payloads of together {bytes} bytes were over the journal's limits: recorded as hash and size (journal.max-event-bytes, journal.max-transaction-bytes)")]
    public static partial void Truncated(ILogger log, TransactionId transaction_id, int count, long bytes);

    [LoggerMessage(3011, LogLevel.Error, "{transaction_id} The recorder failed; the call goes on")]
    public static partial void RecorderFailed(ILogger log, TransactionId transaction_id, Exception cause);

    /// <summary>A line for a decision that stops or fails; the reason of a failure quotes no content, that of a block may.</summary>
    public static void Decided(ILogger log, TransactionId id, PolicyDecided decision)
    {
        if (decision.Verdict == PolicyVerdict.Error)
            PolicyFailed(log, id, decision.Policy, decision.IsShadow, decision.Reason);
        else if (decision.Verdict == PolicyVerdict.Block)
            PolicyBlocked(log, id, decision.Policy, decision.IsShadow, decision.Took.TotalMilliseconds);
    }

    [LoggerMessage(3020, LogLevel.Information, "{transaction_id} Policy {policy} blocked (shadow: {shadow}) after {took_ms:0.0} ms")]
    static partial void PolicyBlocked(ILogger log, TransactionId transaction_id, string policy, bool shadow, double took_ms);

    [LoggerMessage(3021, LogLevel.Warning, "{transaction_id} Policy {policy} could not decide (shadow: {shadow}): {reason}")]
    static partial void PolicyFailed(ILogger log, TransactionId transaction_id, string policy, bool shadow, string? reason);

    static string PolicyOf(Call call) => call.Policies switch
    {
        { IsEmpty: true } => "no policy",
        { Name: null } => "unnamed policies",
        { IsOverride: true } chosen => $"{chosen.Name} v{chosen.Version} (asked for)",
        var active => $"{active.Name} v{active.Version}",
    };

    static string Describe(RepairCounts repairs) => string.Join(", ", repairs.NonZero.Select(repair => $"{repair.Key} ×{repair.Value}"));
}
