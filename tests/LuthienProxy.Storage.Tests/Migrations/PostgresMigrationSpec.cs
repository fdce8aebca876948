using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Migrations;

public sealed class PostgresMigrationSpec() : MigrationSpec(DatabaseEngine.Postgres)
{
    readonly Task<StorageOptions> _options = TestDatabases.PostgresAsync();

    protected override async Task<IDatabase> OpenAsync() => Database.Open(await _options, TimeProvider.System);
}
