using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Databases;

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
}
