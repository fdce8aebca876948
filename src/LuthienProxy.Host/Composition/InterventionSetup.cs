using LuthienProxy.Host.Interventions;

namespace LuthienProxy.Host.Composition;

/// <summary>What administrators do to the running gateway, put together.</summary>
static class InterventionSetup
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<CallInterventions>();
        services.AddSingleton<ActorInterventions>();
        services.AddSingleton<ProcessInterventions>();
        services.AddSingleton<LogInterventions>();
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<CallInterventions>().Map(app);
        app.Services.GetRequiredService<ActorInterventions>().Map(app);
        app.Services.GetRequiredService<ProcessInterventions>().Map(app);
        app.Services.GetRequiredService<LogInterventions>().Map(app);
    }
}
