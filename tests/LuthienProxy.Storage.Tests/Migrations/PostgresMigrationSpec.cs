using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Migrations;

public sealed class PostgresMigrationSpec() : MigrationSpec(DatabaseEngine.Postgres)
{
    readonly Task<StorageOptions> _options = TestDatabases.PostgresAsync();

    // An empty table would be read as a whole.
    protected override string Explain => "set enable_seqscan = off; set enable_bitmapscan = off; explain ";

    protected override async Task<IDatabase> OpenAsync() => Database.Open(await _options, TimeProvider.System);
}
