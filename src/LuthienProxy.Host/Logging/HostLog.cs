using System.Net;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Host.Logging;

/// <summary>What this room logs. Never bodies, never credentials.</summary>
static partial class HostLog
{
    static readonly Func<ILogger, TransactionId, IDisposable?> CallScope = LoggerMessage.DefineScope<TransactionId>("{transaction_id}");

    /// <summary>Puts the transaction's id on every line that is logged within, the framework's own included.</summary>
    public static IDisposable? BeginCall(ILogger log, TransactionId id) => CallScope(log, id);

    [LoggerMessage(5010, LogLevel.Information, "Runs on {cores} cores with a heap of at most {heap_mib} MiB")]
    public static partial void Limits(ILogger log, int cores, long heap_mib);

    [LoggerMessage(5011, LogLevel.Information, "Serves {count} routes")]
    public static partial void RoutesMounted(ILogger log, int count);

    [LoggerMessage(5012, LogLevel.Debug, "Serves {method} {path} ({operation})")]
    public static partial void RouteMounted(ILogger log, string method, string path, string operation);

    [LoggerMessage(5013, LogLevel.Warning, "{method} {path} is mapped twice, or not described")]
    public static partial void RouteUnclear(ILogger log, string method, string path);

    [LoggerMessage(5009, LogLevel.Error, "The journal's database cannot be used at the start; events are spooled until it can")]
    public static partial void DatabaseAway(ILogger log, Exception cause);

    [LoggerMessage(5001, LogLevel.Warning, "{warning}")]
    public static partial void StartWarning(ILogger log, string warning);

    [LoggerMessage(5002, LogLevel.Information, "{transaction_id} Refused {format}: {kind}: {reason}")]
    public static partial void Refused(ILogger log, TransactionId transaction_id, string format, ErrorKind kind, string reason);

    [LoggerMessage(5003, LogLevel.Debug, "{transaction_id} The client of {format} left while it sent its request")]
    public static partial void LeftWhileSending(ILogger log, TransactionId transaction_id, string format);

    [LoggerMessage(5004, LogLevel.Information, "Stopping: running calls may finish within {drain_s:0.#} s")]
    public static partial void Draining(ILogger log, double drain_s);

    [LoggerMessage(5005, LogLevel.Warning, "The drain time is over: the calls that still run are ended now")]
    public static partial void DrainOver(ILogger log);

    [LoggerMessage(5006, LogLevel.Information, "All calls have ended")]
    public static partial void Drained(ILogger log);

    [LoggerMessage(5022, LogLevel.Error, "A task failed, and nobody looked at it")]
    public static partial void TaskForgotten(ILogger log, Exception cause);

    [LoggerMessage(5020, LogLevel.Error, "A request to the admin API failed")]
    public static partial void AdminRequestFailed(ILogger log, Exception bug);

    [LoggerMessage(5021, LogLevel.Debug, "A caller of the admin API left before its answer was written")]
    public static partial void AdminCallerLeft(ILogger log);

    [LoggerMessage(5023, LogLevel.Warning, "A browser stopped something on {page}: {directive} does not allow {blocked} ({unsaid} more reports before this one were not logged)")]
    public static partial void ContentStopped(ILogger log, string page, string directive, string blocked, int unsaid);

    [LoggerMessage(5024, LogLevel.Information, "Signed in with the admin key from {address}")]
    public static partial void SignedIn(ILogger log, IPAddress? address);

    [LoggerMessage(5025, LogLevel.Information, "Signed out from {address}")]
    public static partial void SignedOut(ILogger log, IPAddress? address);

    [LoggerMessage(5026, LogLevel.Warning, "A wrong key was tried at the sign-in from {address}")]
    public static partial void SignInRefused(ILogger log, IPAddress? address);

    [LoggerMessage(5027, LogLevel.Warning, "A sign-out cannot be kept in the data directory: it holds until the next start")]
    public static partial void SignOutNotKept(ILogger log, Exception cause);
}
