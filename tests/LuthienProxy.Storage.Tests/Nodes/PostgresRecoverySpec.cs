using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Tests.Databases;
using LuthienProxy.Storage.Tests.Stores;

namespace LuthienProxy.Storage.Tests.Nodes;

public sealed class PostgresRecoverySpec() : RecoverySpec(DatabaseEngine.Postgres)
{
    [Fact]
    public async Task A_living_nodes_calls_must_stay_open_until_its_heartbeat_lapses()
    {
        await BeatAsync("node-alive");
        await Journal.WriteAsync(Opened(Some.Id(), "node-alive", DateTimeOffset.UtcNow.AddDays(-1)));
        (await RecoverAsync()).ShouldBe(0);
        await Journal.Database.ExecuteAsync("update gateway_nodes set heartbeat_at = now() - interval '1 minute'");
        (await RecoverAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_comes_back_must_live_again()
    {
        await BeatAsync("node-alive");
        await Journal.Database.ExecuteAsync("update gateway_nodes set heartbeat_at = now() - interval '1 minute', stopped_at = now()");
        await BeatAsync("node-alive");
        await Journal.WriteAsync(Opened(Some.Id(), "node-alive", DateTimeOffset.UtcNow.AddDays(-1)));
        (await RecoverAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Calls_of_a_node_that_has_not_said_that_it_lives_must_stay_open_while_they_are_young()
    {
        await Journal.WriteAsync(Opened(Some.Id(), "node-unheard", DateTimeOffset.UtcNow), Opened(Some.Id(), "node-forgotten", DateTimeOffset.UtcNow.AddHours(-1)));
        (await RecoverAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task The_predecessors_calls_must_end_at_once()
    {
        await BeatAsync("node-before");
        await Journal.WriteAsync(Opened(Some.Id(), "node-before", DateTimeOffset.UtcNow));
        (await RecoverAsync(predecessor: "node-before")).ShouldBe(1);
    }

    Task BeatAsync(string node) => new NodeRecords(Journal.Database, new NodeOptions { Node = node }, TimeProvider.System).BeatAsync(new NodeReport(), CancellationToken.None);
}
