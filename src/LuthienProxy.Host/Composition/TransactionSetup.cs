using Luthien.Hocon;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Host.Composition;

/// <summary>The settings as the pipeline wants them.</summary>
static class TransactionSetup
{
    /// <summary>"Infinite" as a number that deadline arithmetic survives.</summary>
    static readonly TimeSpan Never = TimeSpan.FromDays(365);

    public static TransactionOptions Options(GatewaySettings settings) => new()
    {
        FirstByteTimeout = Finite(settings.Timeouts.FirstByte),
        IdleTimeout = Finite(settings.Timeouts.Idle),
        TotalTimeout = Finite(settings.Timeouts.Total),
        ClientStallTimeout = Finite(settings.Timeouts.ClientStall),
        MaxEventBytes = (int)settings.Limits.Event.Bytes,
        MaxResponseBytes = settings.Limits.ResponseBody.Bytes,
        FlushAt = (int)settings.Delivery.FlushAt.Bytes,
        MaxCalls = settings.Server.MaxCalls,
        Heartbeat = settings.Policy.Heartbeat.ToTimeSpan(),
        MessageForm = Enum.TryParse<MessageForm>(settings.Policy.Messages, ignoreCase: true, out var form) ? form : null,
    };

    static TimeSpan Finite(Duration duration) => duration.IsInfinite ? Never : duration.ToTimeSpan();
}
