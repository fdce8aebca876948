using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Nodes;

/// <summary>What the database knows of the nodes that share it.</summary>
public abstract class KnownNodesSpec(DatabaseEngine engine) : IAsyncLifetime
{
    private protected const string Own = "node-of-mine";

    static readonly NodeReport Report = new() { Version = "1.2.3", OpenCalls = 7, PolicyName = "careful", PolicyVersion = 4 };

    private protected TestJournal Journal { get; private set; } = null!;

    public async Task InitializeAsync() => Journal = await TestJournal.OpenAsync(engine);

    public async Task DisposeAsync() => await Journal.DisposeAsync();

    [Fact]
    public async Task A_node_must_be_known_by_what_it_said_last()
    {
        var began = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var records = RecordsOf(Own);
        await records.BeatAsync(new NodeReport { Version = "1.2.3", OpenCalls = 99 }, CancellationToken.None);
        await records.BeatAsync(Report, CancellationToken.None);
        var node = (await ListAsync()).ShouldHaveSingleItem();
        (node.Node, node.IsGone, node.Report).ShouldBe((Own, false, Report));
        (node.StartedAt >= began && node.SeenAt >= began).ShouldBeTrue();
        await records.BeatAsync(Report with { IsStopping = true, PolicyName = null, PolicyVersion = null }, CancellationToken.None);
        (await ListAsync()).Single().Report.ShouldBe(Report with { IsStopping = true, PolicyName = null, PolicyVersion = null });
    }

    [Fact]
    public async Task A_node_that_has_left_must_be_gone_until_it_comes_back()
    {
        var records = RecordsOf(Own);
        await records.BeatAsync(Report, CancellationToken.None);
        await records.LeaveAsync(CancellationToken.None);
        (await ListAsync()).Single().IsGone.ShouldBeTrue();
        await RecordsOf(Own).BeatAsync(Report, CancellationToken.None);
        (await ListAsync()).Single().IsGone.ShouldBeFalse();
    }

    [Fact]
    public async Task A_node_that_is_silent_must_be_gone_and_forgotten_after_a_day()
    {
        await RecordsOf(Own).BeatAsync(Report, CancellationToken.None);
        await SeenAsync(DateTimeOffset.UtcNow.AddMinutes(-1));
        (await ListAsync()).Single().IsGone.ShouldBeTrue();
        await SeenAsync(DateTimeOffset.UtcNow.AddHours(-25));
        (await ListAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_of_the_release_before_must_be_known_without_what_it_does_not_say()
    {
        await Journal.Database.ExecuteAsync("insert into gateway_nodes (node_id, started_at, heartbeat_at) values ('node-old', @at, @at)", new { at = StoredValue.Of(engine, DateTimeOffset.UtcNow) });
        (await ListAsync()).Single().Report.ShouldBe(new NodeReport());
    }

    [Fact]
    public async Task Those_that_live_must_be_in_the_answer_however_many_are_gone()
    {
        await RecordsOf(Own).BeatAsync(Report, CancellationToken.None);
        await SeenAsync(DateTimeOffset.UtcNow.AddSeconds(-9));
        foreach (var number in Enumerable.Range(0, KnownNodes.Most + 5))
            await Journal.Database.ExecuteAsync("insert into gateway_nodes (node_id, started_at, heartbeat_at, stopped_at) values (@id, @at, @at, @at)",
                new { id = $"node-{number}", at = StoredValue.Of(engine, DateTimeOffset.UtcNow) });
        var nodes = await ListAsync();
        nodes.Count.ShouldBe(KnownNodes.Most);
        nodes[0].Node.ShouldBe(Own);
    }

    private protected NodeRecords RecordsOf(string node) => new(Journal.Database, new NodeOptions { Node = node }, TimeProvider.System);

    private protected Task<IReadOnlyList<KnownNode>> ListAsync() => new KnownNodes(Journal.Database, new NodeOptions { Node = Own }, TimeProvider.System).ListAsync(CancellationToken.None);

    async Task SeenAsync(DateTimeOffset at) => await Journal.Database.ExecuteAsync("update gateway_nodes set heartbeat_at = @at", new { at = StoredValue.Of(engine, at) });
}
