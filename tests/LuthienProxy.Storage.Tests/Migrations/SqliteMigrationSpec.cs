using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Migrations;

public sealed class SqliteMigrationSpec() : MigrationSpec(DatabaseEngine.Sqlite)
{
    readonly TestFolder _folder = new();

    protected override string Explain => "explain query plan ";

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<IDatabase> OpenAsync() => Task.FromResult(Database.Open(_folder.Options(), TimeProvider.System));
}
