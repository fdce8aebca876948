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
            .. ShutdownPhase.Standard.Select(phase => phase.Name == ShutdownPhase.ServiceRequestsDone
                ? phase with { Timeout = settings.Server.DrainTimeout.ToTimeSpan() + DrainService.LastWords }
                : phase),
        ],
    };
}
