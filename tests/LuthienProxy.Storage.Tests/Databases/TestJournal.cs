using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;
using LuthienProxy.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Databases;

/// <summary>A database of a test's own with the schema of today, and the journal's store on it.</summary>
sealed class TestJournal : IAsyncDisposable
{
    static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    readonly TestFolder _folder;

    public required IDatabase Database { get; init; }

    /// <summary>Makes another store on the database, which has seen nothing yet.</summary>
    public required Func<IJournalStore> NewStore { get; init; }

    public required IJournalStore Store { get; init; }

    public required IRecord Record { get; init; }

    public static async Task<TestJournal> OpenAsync(DatabaseEngine engine, TimeProvider? time = null)
    {
        var folder = new TestFolder();
        var options = engine == DatabaseEngine.Sqlite
            ? folder.Options()
            : TestDatabases.Options(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(await Template.Value));
        var database = Storage.Databases.Database.Open(options, TimeProvider.System);
        if (engine == DatabaseEngine.Sqlite)
            await MigrateAsync(database);
        return new TestJournal(folder)
        {
            Database = database,
            NewStore = NewStore,
            Store = NewStore(),
            Record = engine == DatabaseEngine.Sqlite ? new SqliteRecord(database) : new PostgresRecord(database),
        };

        IJournalStore NewStore()
        {
            var codec = new RowCodec(time ?? TimeProvider.System, NullLoggerFactory.Instance);
            return engine == DatabaseEngine.Sqlite ? new SqliteJournalStore(database, codec, new StoreOptions()) : new PostgresJournalStore(database, codec, new StoreOptions());
        }
    }

    TestJournal(TestFolder folder) => _folder = folder;

    public async Task WriteAsync(params JournalBatch[] batches) => (await Store.WriteAsync(batches, CancellationToken.None)).Refused.ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    static async Task<string> MakeTemplateAsync()
    {
        var url = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using (var database = Storage.Databases.Database.Open(TestDatabases.Options(url + "?Pooling=false"), TimeProvider.System))
            await MigrateAsync(database);
        return url[(url.LastIndexOf('/') + 1)..];
    }

    static Task<IReadOnlyList<Migration>> MigrateAsync(IDatabase database) =>
        new Migrator(database, MigrationFiles.Of(database.Engine), TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);
}
