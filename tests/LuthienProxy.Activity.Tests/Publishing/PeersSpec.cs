using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Publishing;

/// <summary>Which nodes are there, as another one hears. Each says every two seconds that it is.</summary>
public sealed class PeersSpec : IAsyncLifetime
{
    static readonly ActivityFilter OfNodes = new() { Types = new HashSet<string> { "node.lost", "node.found", "node.stopping", "node.started" } };

    readonly PlayedRedis _redis = new();
    Rig _rig = null!;
    Watcher _watcher = null!;
    int _number;

    public async Task InitializeAsync()
    {
        _rig = new Rig(activity => activity with { Redis = PlayedRedis.Options }, _redis);
        _watcher = await Watcher.JoinAsync(_rig.Activity, OfNodes);
        await HearAsync("two", times: 6);
    }

    public async Task DisposeAsync()
    {
        await _watcher.DisposeAsync();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task A_node_that_vanishes_must_be_told_and_told_again_when_it_is_back()
    {
        await _rig.AdvanceAsync(11);
        var lost = await _watcher.EventAsync();
        (lost.Event, Text(lost, "peer"), Text(lost, "node")).ShouldBe(("node.lost", "two", "one"));
        await _rig.AdvanceAsync(60);
        await HearAsync("two", times: 2);
        var found = await _watcher.EventAsync();
        (found.Event, Text(found, "peer")).ShouldBe(("node.found", "two"));
        await ShouldBeNextAsync("four", "node.started");
    }

    [Fact]
    public async Task A_node_that_said_that_it_stops_must_not_be_missed()
    {
        Say("two", "node.stopping");
        await _rig.AdvanceAsync(60);
        (await _watcher.EventAsync()).Event.ShouldBe("node.stopping");
        await ShouldBeNextAsync("four", "node.started");
    }

    [Fact]
    public async Task While_Redis_is_away_no_node_must_be_called_lost()
    {
        _redis.IsUp = false;
        _redis.Links[^1].Break();
        await _rig.AdvanceAsync(120);
        _redis.IsUp = true;
        // It comes back later than this node, and in time.
        await _rig.AdvanceAsync(8);
        await HearAsync("two", times: 6);
        await ShouldBeNextAsync("four", "node.started");
    }

    [Fact]
    public async Task A_node_that_does_not_come_back_with_Redis_must_be_told()
    {
        _redis.IsUp = false;
        _redis.Links[^1].Break();
        await _rig.AdvanceAsync(120);
        _redis.IsUp = true;
        await _rig.AdvanceAsync(20);
        Text(await _watcher.EventAsync(), "peer").ShouldBe("two");
    }

    [Fact]
    public async Task However_many_speak_in_the_channel_only_so_many_must_be_remembered()
    {
        for (var i = 0; i < 1000; i++)
            Say($"n{i}", "node.position");
        await _rig.AdvanceAsync(20);
        Say("last", "node.started");
        await _rig.AdvanceAsync(1);
        (await _watcher.EventsUntilAsync(block => block.Event == "node.started")).Count(block => block.Event == "node.lost").ShouldBe(64);
    }

    async Task HearAsync(string node, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await _rig.AdvanceAsync(2);
            Say(node, "node.position");
        }
        await _rig.AdvanceAsync(0);
    }

    // Nothing about nodes lies between what was told before and this.
    async Task ShouldBeNextAsync(string node, string type)
    {
        Say(node, type);
        await _rig.AdvanceAsync(1);
        var next = await _watcher.EventAsync();
        (next.Event, Text(next, "node")).ShouldBe((type, node));
    }

    void Say(string node, string type) =>
        _redis.Links[^1].Say($$"""{"type":"{{type}}","node":"{{node}}","epoch":"e","number":{{(type == "node.position" ? _number : ++_number)}}}""");

    static string? Text(Block block, string member) => block.Json[member]?.GetValue<string>();
}
