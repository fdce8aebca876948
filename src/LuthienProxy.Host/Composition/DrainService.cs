using Luthien.Actors;
using LuthienProxy.Host.Logging;
using LuthienProxy.Pipeline;

namespace LuthienProxy.Host.Composition;

/// <summary>
/// SIGTERM, in order: new calls get 503 and so does the readiness probe, running calls may finish within the drain time, those that remain
/// are ended validly, the server stops listening, the journal is flushed, the actors stop. Driven by the host's lifetime, because .NET 10 no longer raises ProcessExit on SIGTERM.
/// </summary>
/// <remarks>
/// The drain runs before the server's own stop: a server that has stopped listening can tell no load balancer that it drains.
/// The actors outlive the server, so that a call which slips in between the two still gets its 503.
/// </remarks>
sealed class DrainService : IHostedLifecycleService
{
    /// <summary>What is left after the drain time for writing the ends of streams.</summary>
    public static readonly TimeSpan LastWords = TimeSpan.FromSeconds(8);

    readonly ActorSystem _system;
    readonly Gateway _gateway;
    readonly DrainTime _drain;
    readonly ILogger<DrainService> _log;
    readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _serverStopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DrainService(ActorSystem system, Gateway gateway, JournalService journal, DrainTime drain, ILogger<DrainService> log)
    {
        _system = system;
        _gateway = gateway;
        _drain = drain;
        _log = log;
        system.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceRequestsDone, "drain calls", _ => DrainAsync());
        system.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "server", _serverStopped.Task.WaitAsync);
        system.CoordinatedShutdown.AddTask(ShutdownPhase.JournalFlush, "journal", _ => journal.FlushAsync(gateway.RecordedAsync()));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _ = _system.CoordinatedShutdown.Run("the host stops");
        return _drained.Task.WaitAsync(cancellationToken);
    }

    /// <summary>The services stop in the reverse order of their start: the server has stopped before this is called.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _serverStopped.TrySetResult();
        return _system.CoordinatedShutdown.Run("the host stops");
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    async Task DrainAsync()
    {
        var time = _drain.Value;
        HostLog.Draining(_log, time.TotalSeconds);
        try
        {
            await EndCallsAsync(time);
            // The calls have ended, and so will their records: the journal answers every batch within its timeout, and here the last words' is enough.
            await _gateway.RecordedAsync().WaitAsync(LastWords).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            HostLog.Drained(_log);
        }
        finally
        {
            _drained.TrySetResult();
        }
    }

    async Task EndCallsAsync(TimeSpan time)
    {
        try
        {
            await _gateway.DrainAsync(time);
        }
        catch (AskTimeoutException)
        {
            HostLog.DrainOver(_log);
            _gateway.Interrupt();
            await _gateway.DrainAsync(LastWords);
        }
    }
}
