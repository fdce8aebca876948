using Dapper;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Retention;

namespace LuthienProxy.Storage.Tests.Retention;

public sealed class PostgresRetentionSpec() : RetentionSpec(DatabaseEngine.Postgres)
{
    [Fact]
    public async Task Of_nodes_that_share_a_server_one_must_sweep()
    {
        await using (var other = await Database.LeaseAsync(DatabaseAccess.Write, CancellationToken.None))
        {
            await other.Connection.ExecuteScalarAsync<bool>($"select pg_try_advisory_lock({RetentionSweep.AdvisoryLock})");
            (await SweepAsync()).ShouldBeEmpty();
            await other.Connection.ExecuteScalarAsync<bool>($"select pg_advisory_unlock({RetentionSweep.AdvisoryLock})");
        }
        (await SweepAsync()).ShouldNotBeEmpty();
    }
}
