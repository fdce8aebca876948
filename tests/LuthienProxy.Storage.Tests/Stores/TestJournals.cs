using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>Short ways to have an engine's journal.</summary>
static class TestJournals
{
    /// <summary>A database with the present schema.</summary>
    public static async Task<IDatabase> MigratedAsync(StorageOptions options)
    {
        var database = Database.Open(options, TimeProvider.System);
        await new Migrator(database, MigrationFiles.Of(database.Engine), TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);
        return database;
    }

    /// <summary>The journal in a database.</summary>
    public static IJournalStore On(IDatabase database, StoreOptions? options = null) => database.Engine == DatabaseEngine.Postgres
        ? new PostgresJournalStore(database, Codec(), options ?? new())
        : new SqliteJournalStore(database, Codec(), options ?? new());

    public static RowCodec Codec() => new(TimeProvider.System, NullLoggerFactory.Instance);
}
