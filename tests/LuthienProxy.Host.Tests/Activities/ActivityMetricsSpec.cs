using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Metrics;

namespace LuthienProxy.Host.Tests.Activities;

/// <summary>The figures of the stream, in a whole gateway with a real Redis: the instruments are the process's own, so nothing else runs beside this.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "002-39")]
public sealed class ActivityMetricsSpec : GatewaySpec
{
    [Fact]
    public async Task Connections_events_their_latency_and_the_health_of_Redis_must_be_measured_as_they_are()
    {
        await using var redis = await RedisServer.StartAsync();
        using var meter = new HeardMeter("LuthienProxy.Activity");
        var gateway = await StartAsync("luthien.activity { max-connections = 2, heartbeat = 100ms }", AdminAsking.Variable, ("REDIS_URL", redis.Url()));
        await meter.SumAsync("luthien.redis.up", 1);
        using var first = await ActivityWatcher.JoinAsync(gateway, "?type=transaction.opened,transaction.completed");
        var second = await ActivityWatcher.JoinAsync(gateway);
        (await ActivityWatcher.AskAsync(gateway)).Dispose();

        meter.Sum("luthien.activity.connections").ShouldBe(2);
        meter.Sum("luthien.activity.refused", "max-connections").ShouldBe(1);
        var before = meter.Sum("luthien.activity.events", "node");
        (await gateway.AskAsync(SimulatorApi.Messages)).Dispose();
        await first.EventsUntilAsync("transaction.completed");
        await second.EventsUntilAsync("transaction.completed");

        // Opened, connecting, streaming, first byte, completed.
        (meter.Sum("luthien.activity.events", "node") - before).ShouldBe(5);
        meter.Of("luthien.activity.latency").ShouldNotBeEmpty();
        meter.Of("luthien.activity.latency").ShouldAllBe(age => age.Value >= 0 && age.Value < 60_000);
        meter.Of("luthien.redis.latency").ShouldAllBe(time => time.Value > 0 && time.Value < 60_000);
        meter.Of("luthien.redis.latency").ShouldNotBeEmpty();
        second.Dispose();
        await meter.SumAsync("luthien.activity.connections", 1);
        await redis.KillAsync();
        await meter.SumAsync("luthien.redis.up", 0);
        await redis.StartAgainAsync();
        await meter.SumAsync("luthien.redis.up", 1);
        meter.Sum("luthien.redis.connects", "connected").ShouldBe(2);
        meter.Sum("luthien.activity.dropped").ShouldBe(0);
    }
}
