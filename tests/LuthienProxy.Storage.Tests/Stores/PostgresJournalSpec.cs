using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>On a real server.</summary>
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
        _database = await TestJournals.MigratedAsync(await TestDatabases.PostgresAsync());
        return (TestJournals.On(_database, options), new PostgresRecord(_database));
    }
}
