using Luthien.Actors;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Tests.Databases;
using LuthienProxy.Storage.Tests.Stores;

namespace LuthienProxy.Storage.Tests.Nodes;

public sealed class NodeSpec : IAsyncLifetime
{
    readonly Luthien.TestKit.TestKit _kit = new();
    readonly LogTape _log = new();
    TestJournal _journal = null!;
    NodeSelf? _self;

    public async Task InitializeAsync() => _journal = await TestJournal.OpenAsync(DatabaseEngine.Sqlite);

    public async Task DisposeAsync()
    {
        await _kit.DisposeAsync();
        await _journal.DisposeAsync();
    }

    [Fact]
    public async Task A_node_must_say_that_it_lives_and_that_it_ends()
    {
        var node = Start(isDrained: true);
        await LeaveAsync(node);
        (await _journal.Record.CountAsync("gateway_nodes where node_id = 'node-of-mine' and started_at <= heartbeat_at and stopped_at is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_dead_node_left_must_end_at_the_first_heartbeat()
    {
        await _journal.WriteAsync(Some.Beginning(Some.Id()));
        await LeaveAsync(Start(isDrained: true));
        (await _journal.Record.CountAsync("transactions where state = 'interrupted'")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_must_be_concluded_while_the_spool_may_hold_the_truth()
    {
        await _journal.WriteAsync(Some.Beginning(Some.Id()));
        await LeaveAsync(Start(isDrained: false));
        (await _journal.Record.CountAsync("transactions where state = 'open'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_database_that_refuses_must_not_end_the_node()
    {
        await _journal.Database.ExecuteAsync("alter table gateway_nodes rename to hidden");
        var node = Start(isDrained: true);
        node.Tell(NodeActor.Beat.Instance);
        await _kit.AwaitConditionAsync(() => _self!.Heartbeat is not null);
        await _journal.Database.ExecuteAsync("alter table hidden rename to gateway_nodes");
        _self!.Heartbeat.ShouldBe(new HeartbeatStatus(IsTaken: false, _kit.Sys.Time.GetUtcNow(), TimeSpan.Zero, "the database cannot be used (SqliteException)"));
        await LeaveAsync(node);
        _self.Heartbeat!.IsTaken.ShouldBeTrue();
        (await _journal.Record.CountAsync("gateway_nodes where stopped_at is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task A_late_heartbeat_must_not_take_the_farewell_back()
    {
        var node = Start(isDrained: true);
        await LeaveAsync(node);
        await LeaveAsync(node);
        (await _journal.Record.CountAsync("gateway_nodes where stopped_at is not null")).ShouldBe(1);
    }

    IActorRef Start(bool isDrained) =>
        Node.Start(_kit.Sys, _journal.Database, _journal.Store, new NodeOptions { Node = "node-of-mine" }, _self ??= new(() => new NodeReport { Version = "1.2.3" }, _kit.Sys.Time), () => isDrained, _log.For<NodeSpec>());

    // Answered after a heartbeat.
    static Task<NodeActor.Left> LeaveAsync(IActorRef node)
    {
        node.Tell(NodeActor.Beat.Instance);
        return node.Ask<NodeActor.Left>(NodeActor.Leave.Instance, TimeSpan.FromMinutes(1));
    }
}
