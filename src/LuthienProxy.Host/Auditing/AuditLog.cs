using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Auditing;

/// <summary>What is logged of changes by administrators.</summary>
static partial class AuditLog
{
    [LoggerMessage(5040, LogLevel.Information, "{actor} ({origin}) asked for {action} of {subject}: {outcome}")]
    public static partial void Changed(ILogger log, string actor, string origin, string action, string subject, ChangeOutcome outcome);

    [LoggerMessage(5041, LogLevel.Error, "A change is not on record: {actor} ({origin}) asked for {action} of {subject}: {outcome}, {detail}")]
    public static partial void NotRecorded(ILogger log, string actor, string origin, string action, string subject, ChangeOutcome outcome, string? detail);
}
