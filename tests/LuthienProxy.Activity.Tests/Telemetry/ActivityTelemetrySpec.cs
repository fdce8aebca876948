using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Fixtures.Metrics;

namespace LuthienProxy.Activity.Tests.Telemetry;

/// <summary>What the meter tells. Other specs measure too, so each looks for what only it can have caused.</summary>
[Trait("Spec", "002-39")]
public sealed class ActivityTelemetrySpec
{
    [Fact]
    public async Task Connections_must_go_up_and_come_back()
    {
        using var meter = new HeardMeter("LuthienProxy.Activity");
        await using var rig = new Rig();
        for (var i = 0; i < 5; i++)
        {
            var watcher = await Watcher.JoinAsync(rig.Activity);
            await watcher.BlockAsync();
            await watcher.LeaveAsync();
        }
        meter.Of("luthien.activity.connections").Count(change => change.Value == 1).ShouldBeGreaterThanOrEqualTo(5);
        meter.Of("luthien.activity.connections").Count(change => change.Value == -1).ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public async Task The_age_of_events_that_are_delivered_must_be_measured()
    {
        using var meter = new HeardMeter("LuthienProxy.Activity");
        await using var rig = new Rig(options => options with { FlushInterval = TimeSpan.FromMilliseconds(123) });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        rig.Activity.Publish(Some.Opened(1));
        await watcher.EventAsync();
        rig.Activity.Publish(Some.Opened(2));
        await rig.AdvanceAsync(0.123);
        await watcher.EventAsync();
        meter.Of("luthien.activity.latency").Select(age => age.Value).ShouldContain(123);
    }

    [Fact]
    public async Task Events_that_a_slow_subscriber_lost_must_be_counted()
    {
        using var meter = new HeardMeter("LuthienProxy.Activity");
        await using var rig = new Rig(options => options with { Ring = 8 });
        await using var slow = await Watcher.JoinAsync(rig.Activity, buffer: 1);
        for (var i = 1; i <= 1234; i++)
            rig.Activity.Publish(Some.Opened(i));
        await rig.AdvanceAsync(1);
        var events = await slow.EventsUntilAsync(block => block.Json["number"]?.GetValue<int>() == 1234);
        var missed = events.Where(block => block.Event == "gap").Sum(block => block.Json["missed"]!.GetValue<long>());
        missed.ShouldBeGreaterThan(1000);
        meter.Of("luthien.activity.dropped").Where(drop => drop.Tag == "subscriber").Sum(drop => drop.Value).ShouldBeGreaterThanOrEqualTo(missed);
    }

    [Fact]
    public async Task Refusals_must_be_counted_by_their_limit()
    {
        using var meter = new HeardMeter("LuthienProxy.Activity");
        await using var rig = new Rig(options => options with { MaxConnections = 1 });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        (await rig.Activity.SubscribeAsync(new() { Identity = "another" })).ShouldBeOfType<Admission.Refused>();
        meter.Of("luthien.activity.refused").Select(refusal => refusal.Tag).ShouldContain("max-connections");
    }

    [Fact]
    public async Task Whether_Redis_is_there_and_how_often_it_was_tried_must_be_measured()
    {
        using var meter = new HeardMeter("LuthienProxy.Activity");
        var redis = new PlayedRedis { IsUp = false };
        await using var rig = new Rig(options => options with { Redis = PlayedRedis.Options with { Queue = 4 } }, redis);
        for (var i = 1; i <= 100; i++)
            rig.Activity.Publish(Some.Opened(i));
        await rig.AdvanceAsync(5);
        redis.IsUp = true;
        await rig.AdvanceAsync(5);
        redis.Links[^1].Break();
        await rig.AdvanceAsync(0);
        meter.Of("luthien.redis.connects").Select(attempt => attempt.Tag).Distinct().ShouldBe(["failed", "connected"], ignoreOrder: true);
        meter.Of("luthien.redis.up").Select(change => change.Value).Distinct().ShouldBe([1, -1], ignoreOrder: true);
        meter.Of("luthien.activity.dropped").Where(drop => drop.Tag == "redis").Sum(drop => drop.Value).ShouldBeGreaterThanOrEqualTo(90);
    }
}
