using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Composition;

/// <summary>Reading the journal, put together: the queries of its database, and the paths that ask them.</summary>
static class QuerySetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(Options(settings.Storage.Queries));
        services.AddSingleton<IJournalQueries>(provider => new JournalQueries(
            provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<QueryOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<CallEndpoints>();
        services.AddSingleton<SessionEndpoints>();
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<CallEndpoints>().Map(app);
        app.Services.GetRequiredService<SessionEndpoints>().Map(app);
    }

    /// <summary>The settings as the queries want them.</summary>
    public static QueryOptions Options(QuerySettings settings) => new()
    {
        MaxReads = settings.MaxReads,
        MaxHeavyReads = settings.MaxHeavyReads,
        MaxEventBodyBytes = (int)settings.Excerpt.Bytes,
        MaxContentBytes = settings.Content.Bytes,
    };
}
