using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Caching;
using LuthienProxy.Storage.Retention;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Host.Composition;

/// <summary>Reading the journal, put together: the queries of its database, and the paths that ask them.</summary>
static class QuerySetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(Options(settings.Storage.Queries));
        services.AddSingleton(QueriesOf);
        services.AddSingleton<IJournalQueries>(provider => provider.GetRequiredService<CachedQueries>());
        services.AddSingleton(ArchiveOf);
        services.AddSingleton(new ArchiveFolder(settings.Journal.Retention.ArchiveDirectory is { Length: > 0 } path ? path : Path.Combine(settings.DataDirectory, "archive")));
        services.AddSingleton<ArchiveEndpoints>();
        services.AddSingleton<CallEndpoints>();
        services.AddSingleton<SessionEndpoints>();
    }

    public static void Map(WebApplication app)
    {
        app.Services.GetRequiredService<CallEndpoints>().Map(app);
        app.Services.GetRequiredService<SessionEndpoints>().Map(app);
        app.Services.GetRequiredService<ArchiveEndpoints>().Map(app);
    }

    static CachedQueries QueriesOf(IServiceProvider provider)
    {
        var (options, time) = (provider.GetRequiredService<QueryOptions>(), provider.GetRequiredService<TimeProvider>());
        return new(new JournalQueries(provider.GetRequiredService<IDatabase>(), options, time), options, time);
    }

    static JournalArchive ArchiveOf(IServiceProvider provider)
    {
        var database = provider.GetRequiredService<IDatabase>();
        return new JournalArchive(database, NewStore(), NewStore);

        IJournalStore NewStore() => JournalStores.On(database, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());
    }

    /// <summary>The settings as the queries want them.</summary>
    public static QueryOptions Options(QuerySettings settings) => new()
    {
        MaxReads = settings.MaxReads,
        MaxHeavyReads = settings.MaxHeavyReads,
        MaxEventBodyBytes = (int)settings.Excerpt.Bytes,
        MaxContentBytes = settings.Content.Bytes,
        CacheBytes = settings.Cache.Bytes,
        CacheFreshness = settings.CacheFreshness.ToTimeSpan(),
    };
}
