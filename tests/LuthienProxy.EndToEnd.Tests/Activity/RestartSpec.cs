using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>Gateways that stop and die under load, and pages that come back with the id they saw last.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class RestartSpec : IAsyncLifetime
{
    const int Streams = 8;

    // One name for both runs, as an operator gives it.
    const string Named = "luthien.journal.node = gw-a\nluthien.server.drain-timeout = 200ms";

    static readonly ScriptedAnswer Endless = ScriptedAnswer.SaysLong(10_000) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(20) } };

    ActivityHouse _house = null!;

    public async Task InitializeAsync() => _house = await ActivityHouse.StartAsync(withRedis: true);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    [Trait("Spec", "002-43")]
    public async Task A_restart_under_load_must_show_every_end_tell_a_gap_and_repeat_nothing()
    {
        var (before, after) = await RestartAsync(async gateway =>
        {
            gateway.Terminate();
            await gateway.ExitedAsync();
        });

        before.Count(seen => seen.Type == "node.stopping").ShouldBe(1);
        before.Count(seen => seen.Type == "transaction.interrupted").ShouldBe(Streams);
        after[0].Missed.ShouldBe(-1);
    }

    [Fact]
    [Trait("Spec", "000-07b")]
    public async Task A_crash_under_load_must_tell_a_gap_and_repeat_nothing()
    {
        var (_, after) = await RestartAsync(gateway => gateway.KillAsync());

        (after[0].Missed, after[0].Text("reason")).ShouldBe((-1, "restart"));
    }

    [Fact]
    [Trait("Spec", "000-07b")]
    [Trait("Spec", "002-43")]
    public async Task A_page_whose_node_dies_must_go_on_at_another_without_loss_and_see_that_the_node_is_gone()
    {
        const string quick = "luthien.activity.redis.beat = 200ms";
        var nodes = await _house.GatewaysAsync(quick + "\nluthien.journal.node = gw-a", quick + "\nluthien.journal.node = gw-b");
        using var atDying = new RawClient(nodes[0].Address);
        using var atOther = new RawClient(nodes[1].Address);
        await using var page = await LiveWatcher.JoinAsync(nodes[0].Address);
        await CallAndSeeAsync(page, atDying);
        await CallAndSeeAsync(page, atOther);

        await nodes[0].KillAsync();
        await page.Ended;
        var meanwhile = await atOther.AskAsync(SimulatorApi.Responses, "any", stream: true);
        await using var again = await LiveWatcher.JoinAsync(nodes[1].Address, lastId: page.LastId);
        await CallAndSeeAsync(again, atOther);
        await again.UntilAsync(seen => seen.Type == "node.lost" && seen.Text("peer") == "gw-a");

        Ledger.ShouldAddUp(page.Events.Concat(again.Events));
        again.Events.Count(seen => seen.TransactionId == meanwhile.TransactionId && seen.Type == "transaction.completed").ShouldBe(1);
        again.Events.ShouldAllBe(seen => !seen.IsGap);
    }

    async Task<(IReadOnlyList<LiveEvent> Before, IReadOnlyList<LiveEvent> After)> RestartAsync(Func<GatewayProcess, Task> stop)
    {
        _house.Upstream.Answers.Otherwise(Endless);
        var gateway = await _house.GatewayAsync(Named);
        using var client = new RawClient(gateway.Address);
        await using var page = await LiveWatcher.JoinAsync(gateway.Address);
        var hearing = (await JournalHouse.OpenAsync(client, Streams)).Select(open => open.RestAsync()).ToList();
        await page.UntilAsync(seen => seen.Type == "transaction.progress", Streams);

        await stop(gateway);
        await page.Ended;
        await Task.WhenAll(hearing);
        _house.Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(5));
        var next = await _house.GatewayAsync(Named);
        using var caller = new RawClient(next.Address);
        var meanwhile = await caller.AskAsync(SimulatorApi.Messages, "any", stream: true);
        await using var again = await LiveWatcher.JoinAsync(next.Address, lastId: page.LastId);
        await again.UntilAsync(seen => seen.TransactionId == meanwhile.TransactionId && seen.Type == "transaction.completed");
        await CallAndSeeAsync(again, caller);

        again.Events[0].IsGap.ShouldBeTrue();
        var shown = page.Events.Concat(again.Events).Where(seen => !seen.IsGap).ToList();
        shown.Select(seen => $"{seen.Run}/{seen.Number}").Distinct().Count().ShouldBe(shown.Count);
        again.Events.Count(seen => seen.IsGap).ShouldBe(1);
        return (page.Events, again.Events);
    }

    static async Task CallAndSeeAsync(LiveWatcher page, RawClient client)
    {
        var answer = await client.AskAsync(SimulatorApi.ChatCompletions, "any", stream: true);
        await page.UntilAsync(seen => seen.TransactionId == answer.TransactionId && seen.Type == "transaction.completed");
    }
}
