using Luthien.Actors;
using LuthienProxy.Activity;
using LuthienProxy.Host.Composition;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Activities;

/// <summary>
/// Tells that this node started and stops, and how its database is; ends the streams when the calls have ended and before the server waits for its connections.
/// </summary>
sealed class ActivityService : BackgroundService
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    readonly ActivityStream _activity;
    readonly JournalService _journal;
    readonly TimeProvider _time;
    DependencyState _database = DependencyState.Up;

    public ActivityService(ActorSystem system, ActivityStream activity, JournalService journal)
    {
        (_activity, _journal, _time) = (activity, journal, system.Time);
        system.CoordinatedShutdown.AddTask(ShutdownPhase.BeforeServiceUnbind, "say that the node stops", _ => SayAsync(isStopping: true));
        // Whoever watches sees the last calls end.
        system.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "activity", _ => activity.StopAsync());
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await SayAsync(isStopping: false);
        using var look = new PeriodicTimer(LookEvery, _time);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
                Look();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
    }

    void Look()
    {
        if (_journal.Health is not { } health || StateOf(health) is var state && state == _database)
            return;
        _database = state;
        _activity.Publish(new DependencyChanged { At = _time.GetUtcNow(), Dependency = "database", State = state, Detail = health.Reasons is [var reason, ..] ? reason : null });
    }

    Task SayAsync(bool isStopping)
    {
        _activity.Publish(new NodeChanged { At = _time.GetUtcNow(), IsStopping = isStopping });
        return Task.CompletedTask;
    }

    /// <summary>How the database is, as the journal finds it.</summary>
    public static DependencyState StateOf(JournalHealth health) => health switch
    {
        { Breaker: not BreakerState.Closed } => DependencyState.Down,
        { State: HealthState.Healthy } => DependencyState.Up,
        _ => DependencyState.Degraded,
    };
}
