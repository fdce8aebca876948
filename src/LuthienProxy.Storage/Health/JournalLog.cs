using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Health;

/// <summary>What the writers and the spool log. Never bodies, never credentials.</summary>
static partial class JournalLog
{
    [LoggerMessage(4000, LogLevel.Information, "The journal is healthy")]
    public static partial void Healthy(ILogger log);

    [LoggerMessage(4001, LogLevel.Warning, "The journal is degraded: {reasons}")]
    public static partial void Degraded(ILogger log, string reasons);

    [LoggerMessage(4002, LogLevel.Error, "The journal is unhealthy: {reasons}")]
    public static partial void Unhealthy(ILogger log, string reasons);

    [LoggerMessage(4003, LogLevel.Warning, "The database is not asked for a while: {reason}")]
    public static partial void BreakerOpened(ILogger log, string reason, Exception? cause);

    [LoggerMessage(4004, LogLevel.Information, "The database is asked again")]
    public static partial void BreakerClosed(ILogger log);

    [LoggerMessage(4005, LogLevel.Warning, "Events are spooled from now on ({records} batches), because {reason}")]
    public static partial void Spooling(ILogger log, long records, string reason);

    [LoggerMessage(4006, LogLevel.Information, "Everything that was spooled is in the database")]
    public static partial void CaughtUp(ILogger log);

    [LoggerMessage(4007, LogLevel.Information, "Found {records} batches ({bytes} bytes) on the spool that a process before has left")]
    public static partial void SpoolFound(ILogger log, long records, long bytes);

    [LoggerMessage(4008, LogLevel.Warning, "Cut {bytes} bytes off the end of {file}: they had not been written completely")]
    public static partial void TornTail(ILogger log, string file, long bytes);

    [LoggerMessage(4009, LogLevel.Error, "{bytes} bytes of {file} from {offset} on are damaged: the events there are lost")]
    public static partial void Damaged(ILogger log, string file, long offset, long bytes);

    [LoggerMessage(4010, LogLevel.Error, "The spool cannot be written: events are dropped")]
    public static partial void SpoolFailed(ILogger log, Exception cause);

    [LoggerMessage(4011, LogLevel.Error, "{transaction_id} The record refuses events from {sequence} on: {reason}")]
    public static partial void Refused(ILogger log, TransactionId transaction_id, int sequence, RefusalReason reason);

    [LoggerMessage(4012, LogLevel.Error, "{transaction_id} The database fails on events from {sequence} on, and only on these")]
    public static partial void Unstorable(ILogger log, TransactionId transaction_id, int sequence, Exception cause);

    [LoggerMessage(4013, LogLevel.Information, "The journal is flushed: {committed} events on record since the start, {spooled} batches on the spool, {dropped} events dropped")]
    public static partial void Flushed(ILogger log, long committed, long spooled, long dropped);

    [LoggerMessage(4015, LogLevel.Error, "The time for flushing is over, and {batches} batches have no answer yet: they are lost")]
    public static partial void NotFlushed(ILogger log, int batches);

    [LoggerMessage(4014, LogLevel.Warning, "{file} is left to the process that has it open")]
    public static partial void InUse(ILogger log, string file);
}
