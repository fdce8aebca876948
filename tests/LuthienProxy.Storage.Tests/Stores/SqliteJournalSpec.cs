using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

public sealed class SqliteJournalSpec : JournalSpec
{
    TestFolder _folder = null!;
    IDatabase? _database;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _database!.DisposeAsync();
        _folder.Dispose();
    }

    private protected override async Task<(IJournalStore Store, IRecord Record)> OpenAsync(StoreOptions options)
    {
        _folder = new();
        _database = await TestJournals.MigratedAsync(_folder.Options());
        return (TestJournals.On(_database, options), new SqliteRecord(_database));
    }
}
