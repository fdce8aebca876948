using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Sqlite;
using LuthienProxy.Storage.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Stores;

public sealed class SqliteJournalSpec : JournalSpec
{
    readonly TestFolder _folder = new();
    IDatabase? _database;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
        _folder.Dispose();
    }

    private protected override async Task<(IJournalStore Store, IRecord Record)> OpenAsync(StoreOptions options)
    {
        _database = Database.Open(_folder.Options(), TimeProvider.System);
        await _database.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "migrations/sqlite/0001_create_journal.sql")));
        return (new SqliteJournalStore(_database, new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), options), new SqliteRecord(_database));
    }
}
