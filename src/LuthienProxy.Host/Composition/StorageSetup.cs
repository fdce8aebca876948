using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Retention;

namespace LuthienProxy.Host.Composition;

/// <summary>The settings as the storage wants them.</summary>
static class StorageSetup
{
    /// <exception cref="StartRefusedException">The database's URL cannot be read; settings that were checked have none such.</exception>
    public static StorageOptions Options(StorageSettings settings, bool isDurable) => new()
    {
        Url = DatabaseUrl.TryParse(settings.DatabaseUrl, out var url, out var problem) ? url : throw new StartRefusedException([$"luthien.storage.database-url {problem}"]),
        IsDurable = isDurable,
        CommandTimeout = settings.CommandTimeout.ToTimeSpan(),
        QueryTimeout = settings.QueryTimeout.ToTimeSpan(),
        MigrationTimeout = settings.MigrationTimeout.ToTimeSpan(),
        Pool = new PoolOptions
        {
            Min = settings.Pool.Min,
            Max = settings.Pool.Max,
            Wait = settings.Pool.Wait.ToTimeSpan(),
            ConnectTimeout = settings.Pool.ConnectTimeout.ToTimeSpan(),
            IdleLifetime = settings.Pool.IdleLifetime.ToTimeSpan(),
            Keepalive = settings.Pool.Keepalive.ToTimeSpan(),
        },
        Sqlite = new SqliteOptions
        {
            Readers = settings.Sqlite.Readers,
            Cache = settings.Sqlite.Cache.Bytes,
            Mmap = settings.Sqlite.Mmap.Bytes,
            BusyTimeout = settings.Sqlite.BusyTimeout.ToTimeSpan(),
        },
    };

    /// <summary>How this process lives among others that share the database.</summary>
    /// <param name="settings">What was configured.</param>
    /// <param name="node">This process's name.</param>
    /// <param name="predecessor">Who had the data directory before.</param>
    public static NodeOptions Node(JournalSettings settings, string node, string? predecessor) => new()
    {
        Node = node,
        Predecessor = predecessor,
        HeartbeatInterval = settings.HeartbeatInterval.ToTimeSpan(),
        LapseAfter = settings.LapseAfter.ToTimeSpan(),
        RecoveryBatch = settings.RecoveryBatch,
    };

    /// <summary>How long the record is kept.</summary>
    public static RetentionOptions Retention(RetentionSettings settings) => new()
    {
        Keep = settings.Days == 0 ? null : TimeSpan.FromDays(settings.Days),
        Interval = settings.Interval.ToTimeSpan(),
        Batch = settings.Batch,
        Pause = settings.Pause.ToTimeSpan(),
        ArchiveDirectory = settings.ArchiveDirectory.Length == 0 ? null : settings.ArchiveDirectory,
        ArchiveTransactions = settings.ArchiveTransactions,
    };
}
