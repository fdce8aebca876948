using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Policies;

public sealed class PostgresPolicyConfigsSpec() : PolicyConfigsSpec(DatabaseEngine.Postgres)
{
    [Fact]
    [Trait("Spec", "000-04c")]
    public async Task The_active_policy_must_survive_the_kill_of_the_server()
    {
        await using var server = await PostgresServer.StartAsync();
        var options = await TestDatabases.PostgresAsync(server);
        await using (var database = Database.Open(options, TimeProvider.System))
        {
            await new Migrator(database, MigrationFiles.Of(database.Engine), TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);
            await ActivateOneAsync(database);
            await server.KillAsync();
        }
        await server.StartAgainAsync();
        await using var after = Database.Open(options, TimeProvider.System);
        await MustHaveItAsync(after);
    }
}
