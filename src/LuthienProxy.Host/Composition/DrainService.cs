using Luthien.Actors;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline;

namespace LuthienProxy.Host.Composition;

/// <summary>
/// SIGTERM, in order: the server stops listening, running calls may finish within the drain time, those that remain are ended validly,
/// then the actors stop. Driven by the host's lifetime, because .NET 10 no longer raises ProcessExit on SIGTERM.
/// </summary>
sealed class DrainService : IHostedService
{
    /// <summary>What is left after the drain time for writing the ends of streams.</summary>
    public static readonly TimeSpan LastWords = TimeSpan.FromSeconds(8);

    readonly ActorSystem _system;
    readonly Gateway _gateway;
    readonly TimeSpan _drain;
    readonly ILogger<DrainService> _log;

    public DrainService(ActorSystem system, Gateway gateway, GatewaySettings settings, IHostApplicationLifetime lifetime, ILogger<DrainService> log)
    {
        _system = system;
        _gateway = gateway;
        _drain = settings.Server.DrainTimeout.ToTimeSpan();
        _log = log;
        system.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceRequestsDone, "drain calls", _ => DrainAsync());
        // The server's own stop waits for running requests: the drain must begin beside it, not after it.
        lifetime.ApplicationStopping.Register(() => _ = system.CoordinatedShutdown.Run("the host stops"));
    }

    /// <summary>Whether the gateway takes no more calls.</summary>
    public bool IsDraining => _system.CoordinatedShutdown.Running;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _system.CoordinatedShutdown.Run("the host stops");

    async Task DrainAsync()
    {
        HostLog.Draining(_log, _drain.TotalSeconds);
        try
        {
            await _gateway.DrainAsync(_drain);
        }
        catch (AskTimeoutException)
        {
            HostLog.DrainOver(_log);
            _gateway.Interrupt();
            await _gateway.DrainAsync(LastWords);
        }
        HostLog.Drained(_log);
    }
}
