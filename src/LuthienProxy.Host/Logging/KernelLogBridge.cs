using Luthien.Actors;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.Logging;

/// <summary>Writes the actor kernel's lines to the host's log.</summary>
sealed partial class KernelLogBridge(ILogger<ActorSystem> log) : IKernelLog
{
    public void Write(LogEvent entry)
    {
        BackgroundTelemetry.Logged(entry.Id);
        var level = Level(entry.Level);
        if (!log.IsEnabled(level))
            return;
        // Calls are named by their transaction: a line about one bears its id like every other line of the call.
        using var scope = TransactionId.TryParse(entry.Source[(entry.Source.LastIndexOf('/') + 1)..], out var id) ? HostLog.BeginCall(log, id) : null;
        Line(log, level, entry.Source, entry.Text, entry.Cause);
    }

    static LogLevel Level(KernelLogLevel level) => level switch
    {
        KernelLogLevel.Debug => LogLevel.Debug,
        KernelLogLevel.Information => LogLevel.Information,
        KernelLogLevel.Warning => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    [LoggerMessage(EventId = 5100, Message = "{actor} {text}")]
    static partial void Line(ILogger log, LogLevel level, string actor, string text, Exception? cause);
}
