using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Stores;

public sealed class PostgresJournalSpec : JournalSpec
{
    IDatabase? _database;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
    }

    private protected override async Task<(IJournalStore Store, IRecord Record)> OpenAsync(StoreOptions options)
    {
        _database = Database.Open(await TestDatabases.PostgresAsync(), TimeProvider.System);
        await _database.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "migrations/postgres/0001_create_journal.sql")));
        return (new PostgresJournalStore(_database, new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), options), new PostgresRecord(_database));
    }
}
