using System.Net;
using LuthienProxy.EndToEnd.Tests.Journal;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>Who may watch, how many, and what a quiet stream says: in processes as operators run them.</summary>
[Trait("Category", "E2E")]
[Collection(nameof(OneAtATime))]
public sealed class AccessSpec
{
    [Fact]
    [Trait("Spec", "002-40")]
    [Trait("Spec", "002-43")]
    public async Task The_heartbeat_must_be_the_one_that_is_set_in_seconds_in_minutes_or_none()
    {
        await using var house = await ActivityHouse.StartAsync();
        var gateways = await house.GatewaysAsync("luthien.activity.heartbeat = 1s", "luthien.activity.heartbeat = 60s", "luthien.activity.heartbeat = 0s");
        await using var often = await LiveWatcher.JoinAsync(gateways[0].Address);
        await using var seldom = await LiveWatcher.JoinAsync(gateways[1].Address);
        await using var never = await LiveWatcher.JoinAsync(gateways[2].Address);

        await often.BeatsAsync(3);

        often.Comments.ShouldAllBe(beat => beat.Text == ": beat 1000");
        (often.Comments[2].At - often.Comments[0].At).ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(30));
        seldom.Comments.Select(beat => beat.Text).ShouldBe([": beat 60000"]);
        never.Comments.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "002-26")]
    [Trait("Spec", "000-07e")]
    public async Task Nobody_may_watch_without_the_key_and_the_limits_must_be_those_of_both_nodes_together()
    {
        const string limits = "luthien.activity { max-connections-per-identity = 2, max-connects-per-minute = 6, heartbeat = 200ms }";
        await using var house = await ActivityHouse.StartAsync(withRedis: true);
        var nodes = await house.GatewaysAsync(limits, limits);
        var (one, other) = (nodes[0].Address, nodes[1].Address);
        foreach (var gateway in new[] { one, other, one, other })
        {
            await ShouldBeRefusedAsync(gateway, null, HttpStatusCode.Unauthorized);
            await ShouldBeRefusedAsync(gateway, "wrong", HttpStatusCode.Unauthorized);
        }

        // Who was turned away counts nowhere: two may watch, one here and one there, six times a minute.
        await using var here = await LiveWatcher.JoinAsync(one);
        var there = await LiveWatcher.JoinAsync(other);
        foreach (var gateway in new[] { one, other })
            (await ShouldBeRefusedAsync(gateway, GatewayAdmin.Key, HttpStatusCode.TooManyRequests)).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        await there.DisposeAsync();
        foreach (var gateway in new[] { one, other })
        {
            await house.Redis.StreamsAsync(1);
            await (await LiveWatcher.JoinAsync(gateway)).DisposeAsync();
        }
        await house.Redis.StreamsAsync(1);
        (await ShouldBeRefusedAsync(other, GatewayAdmin.Key, HttpStatusCode.TooManyRequests)).ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    static async Task<TimeSpan> ShouldBeRefusedAsync(Uri gateway, string? key, HttpStatusCode status)
    {
        using var answer = await LiveWatcher.AskAsync(gateway, key: key);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return answer.Headers.RetryAfter?.Delta ?? TimeSpan.Zero;
    }
}
