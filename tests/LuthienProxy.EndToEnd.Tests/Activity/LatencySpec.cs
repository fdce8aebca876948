using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;
using Xunit.Abstractions;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>How long after something happened a page has it: at the node itself, and at another one through a real Redis.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class LatencySpec(ITestOutputHelper output)
{
    const int Calls = 30;

    static readonly TimeSpan Bound = TimeSpan.FromMilliseconds(500);

    [Fact]
    [Trait("Spec", "000-07b")]
    public async Task What_happens_must_be_seen_within_half_a_second_here_and_at_the_other_node()
    {
        await using var house = await ActivityHouse.StartAsync(withRedis: true);
        var nodes = await house.GatewaysAsync("", "");
        using var client = new RawClient(nodes[0].Address);
        await using var here = await LiveWatcher.JoinAsync(nodes[0].Address);
        await using var there = await LiveWatcher.JoinAsync(nodes[1].Address);
        // Cold code is not what is measured.
        var first = await client.AskAsync(SimulatorApi.Messages, "any", stream: true);
        await there.UntilAsync(seen => seen.TransactionId == first.TransactionId && seen.Type == "transaction.completed");
        var last = first;
        for (var call = 0; call < Calls; call++)
            last = await client.AskAsync(SimulatorApi.Messages, "any", stream: true);
        await Task.WhenAll(new[] { here, there }.Select(page => page.UntilAsync(seen => seen.TransactionId == last.TransactionId && seen.Type == "transaction.completed")));

        ShouldBeInTime("here", here, first.TransactionId);
        ShouldBeInTime("through Redis", there, first.TransactionId);
    }

    void ShouldBeInTime(string where, LiveWatcher page, string first)
    {
        List<TimeSpan> ages = [.. page.Events.Where(seen => seen.TransactionId is { } id && id != first).Select(seen => seen.Age).Order()];
        var (median, tail) = (ages[ages.Count / 2], ages[ages.Count * 95 / 100]);
        output.WriteLine($"{where}: {ages.Count} events, p50 {median.TotalMilliseconds:0} ms, p95 {tail.TotalMilliseconds:0} ms, most {ages[^1].TotalMilliseconds:0} ms");
        ages.Count.ShouldBeGreaterThanOrEqualTo(Calls * 5);
        // Of a machine that does other things meanwhile a few may come later.
        tail.ShouldBeLessThan(Bound);
    }
}
