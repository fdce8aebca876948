using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tails;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Composition;

/// <summary>The look inside the running gateway, put together.</summary>
static class InspectionSetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(provider => new KnownNodes(provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<NodeOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<NodeSightings>();
        services.AddSingleton(provider => new Disk(settings.DataDirectory, provider.GetRequiredService<JournalOptions>().Spool.MaxBytes, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<Dependencies>();
        services.AddSingleton<InspectionEndpoints>();
        services.AddSingleton<ActorEndpoints>();
        services.AddSingleton<ChangeEndpoints>();
        services.AddSingleton<CallPlaces>();
        services.AddSingleton<LiveCallEndpoints>();
        services.AddSingleton<DeadLetterBook>();
        services.AddSingleton<DeadLetterEndpoints>();
        services.AddSingleton<StatsEndpoints>();
        services.AddSingleton<ProcessEndpoints>();
        services.AddSingleton<TailStream>();
        services.AddSingleton<LogEndpoints>();
        services.AddSingleton<JournalTailEndpoint>();
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<InspectionEndpoints>().Map(app);
        app.Services.GetRequiredService<ActorEndpoints>().Map(app);
        app.Services.GetRequiredService<ChangeEndpoints>().Map(app);
        app.Services.GetRequiredService<LiveCallEndpoints>().Map(app);
        app.Services.GetRequiredService<DeadLetterEndpoints>().Map(app);
        app.Services.GetRequiredService<StatsEndpoints>().Map(app);
        app.Services.GetRequiredService<ProcessEndpoints>().Map(app);
        app.Services.GetRequiredService<LogEndpoints>().Map(app);
        app.Services.GetRequiredService<JournalTailEndpoint>().Map(app);
    }
}
