using Luthien.Actors;
using LuthienProxy.Activity;
using LuthienProxy.Activity.Redis;
using LuthienProxy.Host.Activities;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Composition;

/// <summary>The activity stream, put together: who tells it what happens, and the path that shows it.</summary>
static class ActivitySetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(provider => new ActivityStream(
            provider.GetRequiredService<ActorSystem>(), Options(settings.Activity, provider.GetRequiredService<RecordingOptions>().Node),
            provider.GetRequiredService<ILogger<ActivityStream>>()));
        services.AddSingleton<IActivity>(provider => provider.GetRequiredService<ActivityStream>());
        services.AddSingleton<ActivityEndpoint>();
        services.AddHostedService<ActivityService>();
    }

    public static void Map(WebApplication app)
    {
        var gateway = app.Services.GetRequiredService<Gateway>();
        app.Services.GetRequiredService<ActivityStream>().Running = () => gateway.RunningFacts;
        app.Services.GetRequiredService<ActivityEndpoint>().Map(app);
    }

    /// <summary>The settings as the stream wants them.</summary>
    public static ActivityOptions Options(ActivitySettings settings, string node) => new()
    {
        Node = node,
        Ring = settings.Ring,
        RingBytes = settings.RingBytes.Bytes,
        Mailbox = settings.Mailbox,
        FlushInterval = settings.FlushInterval.ToTimeSpan(),
        ProgressInterval = settings.ProgressInterval.ToTimeSpan(),
        ProgressEvents = settings.ProgressEvents,
        Linger = settings.Linger.ToTimeSpan(),
        Heartbeat = settings.Heartbeat.ToTimeSpan(),
        Retry = settings.Retry.ToTimeSpan(),
        StallTimeout = settings.StallTimeout.ToTimeSpan(),
        MaxConnections = settings.MaxConnections,
        MaxConnectionsPerIdentity = settings.MaxConnectionsPerIdentity,
        MaxConnectsPerMinute = settings.MaxConnectsPerMinute,
        Redis = RedisTarget.TryParse(settings.RedisUrl, out var target, out _) ? Options(settings.Redis, target) : null,
    };

    static RedisOptions Options(RedisSettings settings, RedisTarget target) => new()
    {
        Target = target,
        Channel = settings.Channel,
        Queue = settings.Queue,
        ConnectTimeout = settings.ConnectTimeout.ToTimeSpan(),
        SendTimeout = settings.SendTimeout.ToTimeSpan(),
        Beat = settings.Beat.ToTimeSpan(),
        MinBackoff = settings.MinBackoff.ToTimeSpan(),
        MaxBackoff = settings.MaxBackoff.ToTimeSpan(),
        HealthyAfter = settings.HealthyAfter.ToTimeSpan(),
        MaxAttempts = settings.MaxAttempts,
        Lease = settings.Lease.ToTimeSpan(),
    };
}
