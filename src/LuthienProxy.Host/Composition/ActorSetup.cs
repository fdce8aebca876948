using Luthien.Actors;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Composition;

/// <summary>The actor system of the product.</summary>
static class ActorSetup
{
    public static ActorSystemOptions Options(GatewaySettings settings, IServiceProvider provider) => new()
    {
        Time = provider.GetRequiredService<TimeProvider>(),
        Log = provider.GetRequiredService<IKernelLog>(),
        ShutdownPhases =
        [
            .. ShutdownPhase.Standard.Select(phase => phase.Name switch
            {
                ShutdownPhase.ServiceRequestsDone => phase with { Timeout = settings.Server.DrainTimeout.ToTimeSpan() + DrainService.LastWords },
                ShutdownPhase.JournalFlush => phase with { Timeout = FlushPhase(settings) },
                _ => phase,
            }),
        ],
    };

    /// <summary>How long the journal's phase may take: its own limit, and a moment to say that it was over.</summary>
    public static TimeSpan FlushPhase(GatewaySettings settings) => settings.Journal.FlushTimeout.ToTimeSpan() + TimeSpan.FromSeconds(1);
}
