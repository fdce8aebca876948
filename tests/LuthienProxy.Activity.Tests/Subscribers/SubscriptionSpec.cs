using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Activity.Tests.Subscribers;

public sealed class SubscriptionSpec : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly Rig _rig = new(options => options with { Retry = TimeSpan.FromMilliseconds(1500), Ring = 64 });

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    [Trait("Spec", "002-42")]
    public async Task A_stream_must_begin_with_the_wait_before_the_next_connection_and_a_place_to_come_back_to()
    {
        await using var watcher = await Watcher.JoinAsync(_rig.Activity);
        var head = await watcher.BlockAsync();
        head.Retry.ShouldBe("1500");
        head.Id.ShouldNotBeNull();
        head.Event.ShouldBeNull();
    }

    [Fact]
    [Trait("Spec", "000-07e")]
    public async Task An_event_must_be_written_with_an_id_its_type_and_one_line_of_JSON()
    {
        await using var watcher = await Watcher.JoinAsync(_rig.Activity);
        _rig.Activity.Publish(Some.Opened());
        var block = await watcher.EventAsync();
        block.Event.ShouldBe("transaction.opened");
        block.Json["transaction_id"]!.GetValue<string>().ShouldBe(Some.Id(1).ToString());
        block.Json["number"]!.GetValue<int>().ShouldBe(1);
        block.Id.ShouldNotBeNull();
    }

    [Fact]
    [Trait("Spec", "002-43")]
    [Trait("Spec", "000-07b")]
    public async Task Whoever_comes_back_with_the_id_of_the_head_must_miss_nothing()
    {
        var watcher = await Watcher.JoinAsync(_rig.Activity);
        var head = await watcher.BlockAsync();
        await watcher.DisposeAsync();
        _rig.Activity.Publish(Some.Opened(1));
        _rig.Activity.Publish(Some.Opened(2));
        await _rig.Kit.IdleAsync();
        await using var again = await Watcher.JoinAsync(_rig.Activity, lastId: head.Id);
        (await again.EventsAsync(2)).Select(block => block.Json["number"]!.GetValue<int>()).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("deadbeef.1-1")]
    public async Task An_id_that_nobody_gave_must_begin_with_a_gap_of_unknown_size(string id)
    {
        await using var watcher = await Watcher.JoinAsync(_rig.Activity, lastId: id);
        var gap = await watcher.EventAsync();
        gap.Event.ShouldBe("gap");
        gap.Json["missed"]!.GetValue<int>().ShouldBe(-1);
        gap.Json["reason"]!.GetValue<string>().ShouldBe("resume");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [Trait("Spec", "002-40")]
    [Trait("Spec", "000-07e")]
    public async Task A_quiet_stream_must_beat_as_often_as_configured(int seconds)
    {
        await using var rig = new Rig(options => options with { Heartbeat = TimeSpan.FromSeconds(seconds) });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        (await watcher.BlockAsync()).Comment.ShouldBe($"beat {seconds}000");
        for (var i = 1; i <= 3; i++)
        {
            var beat = watcher.BlockAsync();
            await rig.Kit.AwaitConditionAsync(() => rig.Time.NextDue is not null);
            await rig.AdvanceAsync(seconds - 0.1);
            beat.IsCompleted.ShouldBeFalse();
            await rig.AdvanceAsync(0.1);
            (await beat).Comment.ShouldBe($"beat {seconds}000");
        }
    }

    [Fact]
    [Trait("Spec", "002-40")]
    public async Task Without_heartbeat_a_quiet_stream_must_stay_quiet()
    {
        await using var rig = new Rig(options => options with { Heartbeat = TimeSpan.Zero });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        (await watcher.BlockAsync()).Comment.ShouldBeNull();
        await rig.AdvanceAsync(3600);
        rig.Activity.Publish(Some.Opened());
        (await watcher.BlockAsync()).Event.ShouldBe("transaction.opened");
    }

    [Fact]
    public async Task A_beat_must_bring_the_place_of_what_the_filter_kept_back()
    {
        await using var watcher = await Watcher.JoinAsync(_rig.Activity, new ActivityFilter { Model = "other" });
        var head = await watcher.BlockAsync();
        var beats = watcher.BeatsAsync(block => block.Id is not null);
        _rig.Activity.Publish(Some.Opened());
        await _rig.Kit.AwaitConditionAsync(() =>
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(1));
            return beats.IsCompleted;
        }, Patience);
        (await beats).Id.ShouldNotBe(head.Id);
    }

    [Fact]
    [Trait("Spec", "000-07e")]
    public async Task A_slow_subscriber_must_lose_its_own_oldest_events_only_and_be_told_how_many()
    {
        await using var slow = await Watcher.JoinAsync(_rig.Activity, buffer: 1);
        await using var quick = await Watcher.JoinAsync(_rig.Activity);
        await quick.BlockAsync();
        for (var i = 1; i <= 500; i++)
        {
            _rig.Activity.Publish(Some.Opened(i));
            await _rig.AdvanceAsync(0.05);
            (await quick.EventAsync()).Json["number"]!.GetValue<int>().ShouldBe(i);
        }
        var events = await slow.EventsUntilAsync(block => block.Json["number"]?.GetValue<int>() == 500);
        var missed = events.Where(block => block.Event == "gap").Sum(block => block.Json["missed"]!.GetValue<int>());
        missed.ShouldBeGreaterThan(400);
        (events.Count(block => block.Event != "gap") + missed).ShouldBe(500);
    }

    [Fact]
    public async Task A_subscriber_that_takes_nothing_must_be_given_up_after_the_stall_timeout()
    {
        await using var watcher = await Watcher.JoinAsync(_rig.Activity, buffer: 1);
        await _rig.Kit.AwaitConditionAsync(() => _rig.Time.NextDue is not null);
        await _rig.Kit.AwaitConditionAsync(() =>
        {
            _rig.Time.Advance(TimeSpan.FromSeconds(10));
            return watcher.Ended.IsCompleted;
        });
        (await watcher.Ended).ShouldBe(StreamEnd.Stalled);
        _rig.Activity.Subscribers.ShouldBe(0);
    }

    [Fact]
    public async Task A_node_that_stops_must_end_its_streams_after_what_was_published()
    {
        await using var watcher = await Watcher.JoinAsync(_rig.Activity);
        _rig.Activity.Publish(Some.Opened());
        _rig.Activity.Publish(new NodeChanged { At = Some.Time, IsStopping = true });
        await _rig.Activity.StopAsync();
        (await watcher.EventsAsync(2)).Select(block => block.Event).ShouldBe(["transaction.opened", "node.stopping"]);
        (await watcher.Ended.WaitAsync(Patience)).ShouldBe(StreamEnd.Stopped);
    }

    [Fact]
    [Trait("Spec", "002-34")]
    public async Task A_thousand_that_come_and_go_must_leave_nothing_behind()
    {
        var timers = _rig.Time.NextDue;
        for (var i = 0; i < 1000; i++)
        {
            var watcher = await Watcher.JoinAsync(_rig.Activity, identity: $"identity {i % 50}");
            await watcher.BlockAsync();
            (await watcher.LeaveAsync()).ShouldBe(StreamEnd.Left);
        }
        _rig.Activity.Subscribers.ShouldBe(0);
        _rig.Activity.Places.ShouldBe(0);
        // No heartbeat of theirs is still armed: nothing but the publisher's own timers.
        await _rig.AdvanceAsync(TimeSpan.FromMinutes(6));
        _rig.Time.NextDue.ShouldBe(timers);
        _rig.Activity.IsWatched.ShouldBeFalse();
    }

    [Fact]
    public async Task Filters_must_keep_back_what_does_not_fit()
    {
        ActivityFilter[] filters =
        [
            new() { TransactionId = Some.Id(2).ToString() },
            new() { SessionId = "s" },
            new() { Model = "m" },
            new() { Types = new HashSet<string> { "transaction.failed", "node.started" } },
            new() { Policy = "strict" },
            new() { Node = "other" },
            new() { Status = "failed" },
            new() { Model = "m", Status = "completed" },
        ];
        List<Watcher> watchers = [];
        foreach (var filter in filters)
            watchers.Add(await Watcher.JoinAsync(_rig.Activity, filter));
        _rig.Activity.Publish(Some.Opened(Some.Call(1)));
        _rig.Activity.Publish(Some.Opened(Some.Call(2, "m", "s", "strict")));
        _rig.Activity.Publish(Some.Ended(Some.Call(2, "m", "s", "strict"), TransactionState.Failed));
        _rig.Activity.Publish(new NodeChanged { At = Some.Time, IsStopping = false });
        _rig.Activity.Publish(new CallDecided { At = Some.Time, Call = Some.Call(1), Policy = "strict", Verdict = default });
        await _rig.Activity.StopAsync();
        List<int> counts = [];
        foreach (var watcher in watchers)
        {
            await watcher.Ended.WaitAsync(Patience);
            counts.Add(await CountAsync(watcher));
        }
        counts.ShouldBe([2, 2, 2, 2, 3, 0, 1, 0]);
    }

    static async Task<int> CountAsync(Watcher watcher)
    {
        var count = 0;
        while (await watcher.TryEventAsync())
            count++;
        return count;
    }
}
