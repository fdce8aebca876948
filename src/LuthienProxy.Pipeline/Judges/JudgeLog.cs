using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>What is logged of judges. Never what they are asked or answer.</summary>
static partial class JudgeLog
{
    public static void Turned(ILogger log, string upstream, JudgeState state, string reason)
    {
        switch (state)
        {
            case JudgeState.Open:
                Opened(log, upstream, reason);
                break;
            case JudgeState.HalfOpen:
                Tried(log, upstream);
                break;
            default:
                Closed(log, upstream);
                break;
        }
    }

    [LoggerMessage(3030, LogLevel.Warning, "The judge '{upstream}' is left alone for a while: {reason}")]
    static partial void Opened(ILogger log, string upstream, string reason);

    [LoggerMessage(3031, LogLevel.Debug, "The judge '{upstream}' is tried again")]
    static partial void Tried(ILogger log, string upstream);

    [LoggerMessage(3032, LogLevel.Information, "The judge '{upstream}' works again")]
    static partial void Closed(ILogger log, string upstream);
}
