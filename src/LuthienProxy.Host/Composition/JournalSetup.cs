using Luthien.Actors;
using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tails;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Queries.Caching;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Composition;

/// <summary>The journal, put together: the database that the settings name, its store, the writers before it, and the recorders that feed them.</summary>
static class JournalSetup
{
    public static void Add(IServiceCollection services, GatewaySettings settings)
    {
        services.AddSingleton(StorageSetup.Options(settings.Storage, isDurable: settings.Journal.Mode == "before-delivery"));
        services.AddSingleton(Options(settings));
        services.AddSingleton(RecordingSetup.Options(settings.Journal));
        services.AddSingleton(provider => OpenDatabase(provider.GetRequiredService<StorageOptions>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(StoreOf);
        services.AddSingleton<JournalService>();
        // Whoever records tells the cache of the readers.
        services.AddSingleton<LiveTail<RecordedEvent>>();
        services.AddSingleton<IJournal>(provider => new TailedJournal(
            new CacheKeepingJournal(provider.GetRequiredService<JournalService>(), provider.GetRequiredService<CachedQueries>()), provider.GetRequiredService<LiveTail<RecordedEvent>>()));
        services.AddSingleton(provider => TakeDirectory(settings.DataDirectory, provider.GetRequiredService<RecordingOptions>()));
        services.AddSingleton(provider => StorageSetup.Node(settings.Journal, provider.GetRequiredService<RecordingOptions>().Node, provider.GetRequiredService<DirectoryLock>().Predecessor));
        services.AddSingleton(NodeOf);
        services.AddHostedService(provider => provider.GetRequiredService<JournalService>());
        services.AddHostedService<NodeService>();
        services.AddHostedService<RetentionService>();
        if (settings.Journal.Enabled.IsOn)
            services.AddSingleton(RecordersOf);
    }

    /// <summary>The settings as the writers want them.</summary>
    public static JournalOptions Options(GatewaySettings settings)
    {
        var journal = settings.Journal;
        return new JournalOptions
        {
            // SQLite has one writer: more of ours would only wait for each other.
            Writers = settings.Storage.DatabaseUrl.StartsWith("sqlite:", StringComparison.Ordinal) ? 1 : journal.Writers,
            Queue = journal.Queue,
            BatchCount = journal.BatchCount,
            BatchBytes = (int)journal.BatchBytes.Bytes,
            AppendTimeout = journal.AppendTimeout.ToTimeSpan(),
            FlushTimeout = journal.FlushTimeout.ToTimeSpan(),
            RestartDelay = journal.RestartDelay.ToTimeSpan(),
            MaxRestartDelay = journal.MaxRestartDelay.ToTimeSpan(),
            Breaker = new BreakerOptions
            {
                Failures = journal.Breaker.Failures,
                CallTimeout = journal.Breaker.CallTimeout.ToTimeSpan(),
                SlowCall = journal.Breaker.SlowCall.ToTimeSpan(),
                ResetTimeout = journal.Breaker.ResetTimeout.ToTimeSpan(),
            },
            Spool = new SpoolOptions
            {
                Directory = Path.Combine(settings.DataDirectory, "spool"),
                MaxBytes = journal.Spool.MaxBytes.Bytes,
                FileBytes = (int)journal.Spool.FileBytes.Bytes,
            },
        };
    }

    static MigratingStore StoreOf(IServiceProvider provider)
    {
        var (database, time, logs) = (provider.GetRequiredService<IDatabase>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>());
        return new(JournalStores.On(database, time, logs), new Migrator(database, MigrationFiles.Of(database.Engine), time, logs.CreateLogger<Migrator>()));
    }

    static NodeSelf NodeOf(IServiceProvider provider)
    {
        var (system, policies) = (provider.GetRequiredService<ActorSystem>(), provider.GetRequiredService<ChainInUse>());
        return new(() => ThisNode.Report(system, policies.State), system.Time);
    }

    static TransactionRecorders RecordersOf(IServiceProvider provider) => new(
        provider.GetRequiredService<IJournal>(), provider.GetRequiredService<RecordingOptions>(), provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<TransactionRecorders>>());

    static DirectoryLock TakeDirectory(string directory, RecordingOptions recording)
    {
        try
        {
            return DirectoryLock.Take(directory, recording.Node);
        }
        catch (Exception cause) when (cause is DirectoryTakenException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"luthien.data-directory {directory} cannot be had: {cause.Message}"], cause);
        }
    }

    static IDatabase OpenDatabase(StorageOptions options, TimeProvider time)
    {
        try
        {
            return Database.Open(options, time);
        }
        catch (Exception cause) when (cause is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"The journal's database (DATABASE_URL) cannot be opened: {cause.Message}"], cause);
        }
    }
}
