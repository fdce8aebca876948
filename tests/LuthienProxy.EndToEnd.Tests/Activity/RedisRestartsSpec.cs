using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.EndToEnd.Tests.PolicyFaults;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Simulator;
using Xunit.Abstractions;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>Two gateways whose Redis is killed ten times while calls stream through both.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class RedisRestartsSpec(ITestOutputHelper output)
{
    const int Restarts = 10;
    const int CallersPerNode = 3;

    static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    [Fact]
    [Trait("Spec", "000-27b")]
    [Trait("Spec", "002-33")]
    [Trait("Spec", "002-44")]
    public async Task Ten_restarts_of_Redis_must_cost_no_call_and_no_local_page_anything_and_be_told_elsewhere()
    {
        await using var house = await ActivityHouse.StartAsync(withRedis: true);
        var nodes = await house.GatewaysAsync("luthien.journal.node = gw-a", "luthien.journal.node = gw-b");
        await using var atOne = await LiveWatcher.JoinAsync(nodes[0].Address);
        await using var atOther = await LiveWatcher.JoinAsync(nodes[1].Address);
        await using var callers = new Callers(nodes[0].Address, CallersPerNode);
        await using var others = new Callers(nodes[1].Address, CallersPerNode);
        var longest = TimeSpan.Zero;
        for (var restart = 1; restart <= Restarts; restart++)
        {
            await callers.BegunAfterAsync(TimeProvider.System.GetTimestamp());
            await house.Redis.KillAsync();
            await Task.WhenAll(RedisIsAsync("down", atOne, "gw-a", restart), RedisIsAsync("down", atOther, "gw-b", restart));
            await callers.BegunAfterAsync(TimeProvider.System.GetTimestamp());
            await house.Redis.StartAgainAsync();
            var since = TimeProvider.System.GetTimestamp();
            await Task.WhenAll(RedisIsAsync("up", atOne, "gw-a", restart), RedisIsAsync("up", atOther, "gw-b", restart));
            longest = new[] { longest, TimeProvider.System.GetElapsedTime(since) }.Max();
        }
        await Task.WhenAll(callers.StopAsync(), others.StopAsync());
        var last = await LastCallAsync(nodes[0]);
        await Task.WhenAll(SeenAsync(atOne, last), SeenAsync(atOther, last));
        var lastOfOther = await LastCallAsync(nodes[1]);
        await Task.WhenAll(SeenAsync(atOne, lastOfOther), SeenAsync(atOther, lastOfOther));

        output.WriteLine($"found again after at most {longest.TotalMilliseconds:0} ms; {callers.All.Count + others.All.Count} calls; missed of the other: {MissedOf(atOne, "gw-b")}, {MissedOf(atOther, "gw-a")}");
        longest.ShouldBeLessThan(Bound);
        callers.All.Concat(others.All).Select(call => call.Answer).ShouldAllBe(answer => answer.Status == 200 && answer.End == HeardEnd.Complete && !answer.IsTorn && answer.Violations.Count == 0);
        ShouldHaveSeenAll(atOne, "gw-a", callers);
        ShouldHaveSeenAll(atOther, "gw-b", others);
        // The library's one multiplexed connection is two sockets: one that asks, one that listens.
        (await house.Redis.AskAsync("CLIENT LIST")).Split('\n').Count(line => line.Contains("name=luthien", StringComparison.Ordinal)).ShouldBe(2 * nodes.Length);
    }

    static void ShouldHaveSeenAll(LiveWatcher page, string own, Callers callers)
    {
        Ledger.ShouldAddUp(page.Events);
        page.Events.Where(seen => seen.IsGap).ShouldAllBe(gap => gap.Node != own && gap.Text("reason") == "redis");
        var seen = page.Events.Select(seen => $"{seen.Type} {seen.TransactionId}").ToHashSet();
        callers.All.Select(call => call.Answer.TransactionId).ShouldAllBe(id => seen.Contains($"transaction.opened {id}") && seen.Contains($"transaction.completed {id}"));
    }

    static long MissedOf(LiveWatcher page, string node) => page.Events.Where(seen => seen.IsGap && seen.Node == node).Sum(gap => gap.Missed);

    /// <summary>Waits until the latest that a node says of Redis is this, after so many losses.</summary>
    static Task RedisIsAsync(string state, LiveWatcher page, string node, int losses) => page.WhenAsync(events =>
    {
        var said = events.Where(seen => seen.Node == node && seen.Type == "dependency.state" && seen.Text("dependency") == "redis").Select(seen => seen.Text("state")).ToList();
        return said.Count(one => one == "down") == losses && said[^1] == state;
    });

    static async Task<string> LastCallAsync(GatewayProcess node)
    {
        using var client = new RawClient(node.Address);
        return (await client.AskAsync(SimulatorApi.Messages, "any", stream: true)).TransactionId;
    }

    static Task SeenAsync(LiveWatcher page, string transaction) => page.UntilAsync(seen => seen.TransactionId == transaction && seen.Type == "transaction.completed");
}
