using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Tests.Publishing;

public sealed class PublisherSpec
{
    [Fact]
    public async Task While_nobody_watches_nothing_must_be_made()
    {
        await using var rig = new Rig();
        rig.Activity.IsWatched.ShouldBeFalse();
        rig.Activity.Publish(Some.Opened());
        await rig.Kit.IdleAsync();
        rig.Kit.Sys.Inspect("/system/activity")!.Handled.ShouldBe(0);
        rig.Time.NextDue.ShouldBeNull();
    }

    [Fact]
    public async Task What_happens_after_the_last_one_left_must_be_kept_for_a_while()
    {
        await using var rig = new Rig(options => options with { Linger = TimeSpan.FromMinutes(5) });
        var watcher = await Watcher.JoinAsync(rig.Activity);
        await watcher.BlockAsync();
        await watcher.DisposeAsync();
        await rig.AdvanceAsync(299);
        rig.Activity.IsWatched.ShouldBeTrue();
        rig.Activity.Publish(Some.Opened());
        await rig.Kit.IdleAsync();
        var again = await Watcher.JoinAsync(rig.Activity, lastId: watcher.LastId);
        (await again.EventAsync()).Event.ShouldBe("transaction.opened");
        await again.DisposeAsync();
        await rig.AdvanceAsync(301);
        rig.Activity.IsWatched.ShouldBeFalse();
        rig.Time.NextDue.ShouldBeNull();
    }

    [Fact]
    public async Task The_first_event_after_a_pause_must_go_out_at_once_and_a_flood_in_batches()
    {
        await using var rig = new Rig(options => options with { FlushInterval = TimeSpan.FromMilliseconds(50) });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        await watcher.BlockAsync();
        rig.Activity.Publish(Some.Opened(1));
        await watcher.EventAsync();
        rig.Activity.Publish(Some.Opened(2));
        rig.Activity.Publish(Some.Opened(3));
        var next = watcher.EventsAsync(2);
        await rig.AdvanceAsync(0.049);
        next.IsCompleted.ShouldBeFalse();
        await rig.AdvanceAsync(0.001);
        await next;
    }

    [Fact]
    public async Task A_running_call_must_show_its_progress_once_a_second_and_only_when_there_is_some()
    {
        await using var rig = new Rig();
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        var gauge = new Gauge { Bytes = 10, Deltas = 2, Elapsed = TimeSpan.FromSeconds(1) };
        rig.Activity.Publish(Some.Opened(Some.Call(gauge: gauge)));
        await watcher.EventAsync();
        await rig.AdvanceAsync(1);
        var progress = await watcher.EventAsync();
        progress.Event.ShouldBe("transaction.progress");
        progress.Json["bytes"]!.GetValue<int>().ShouldBe(10);
        progress.Json["deltas"]!.GetValue<int>().ShouldBe(2);
        await rig.AdvanceAsync(10);
        (gauge.Bytes, gauge.Deltas) = (20, 3);
        await rig.AdvanceAsync(1);
        (await watcher.EventAsync()).Json["number"]!.GetValue<int>().ShouldBe(3);
        rig.Activity.Publish(Some.Ended(Some.Call(gauge: gauge)));
        gauge.Bytes = 30;
        await rig.AdvanceAsync(10);
        rig.Activity.Publish(Some.Opened(2));
        await rig.AdvanceAsync(1);
        (await watcher.EventsAsync(2)).Select(block => block.Event).ShouldBe(["transaction.completed", "transaction.opened"]);
    }

    [Fact]
    public async Task The_progress_of_a_call_that_began_before_anybody_watched_must_be_shown_too()
    {
        await using var rig = new Rig();
        var gauge = new Gauge { Bytes = 10, Deltas = 2 };
        rig.Activity.Running = () => [Some.Call(gauge: gauge)];
        await using var watcher = await Watcher.JoinAsync(rig.Activity);

        await rig.AdvanceAsync(1);

        var progress = await watcher.EventAsync();
        (progress.Event, progress.Json["deltas"]!.GetValue<int>()).ShouldBe(("transaction.progress", 2));
    }

    [Fact]
    public async Task Progress_of_very_many_calls_must_be_bounded_and_each_must_have_its_turn()
    {
        await using var rig = new Rig(options => options with { ProgressEvents = 10 });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        var gauges = Enumerable.Range(1, 30).Select(_ => new Gauge()).ToList();
        for (var i = 0; i < gauges.Count; i++)
            rig.Activity.Publish(Some.Opened(Some.Call(i + 1, gauge: gauges[i])));
        await rig.AdvanceAsync(0.1);
        await watcher.EventsAsync(30);
        List<string> seen = [];
        for (var second = 1; second <= 3; second++)
        {
            gauges.ForEach(gauge => gauge.Bytes++);
            await rig.AdvanceAsync(1);
            seen.AddRange((await watcher.EventsAsync(10)).Select(block => block.Json["transaction_id"]!.GetValue<string>()));
        }
        seen.Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task A_call_whose_end_was_lost_must_not_be_looked_at_for_ever()
    {
        await using var rig = new Rig();
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        var gauge = new Gauge { HasEnded = false };
        rig.Activity.Publish(Some.Opened(Some.Call(gauge: gauge)));
        await rig.AdvanceAsync(2);
        (gauge.HasEnded, gauge.Bytes) = (true, 100);
        await rig.AdvanceAsync(2);
        gauge.HasEnded = false;
        await rig.AdvanceAsync(2);
        rig.Activity.Publish(Some.Opened(2));
        await rig.AdvanceAsync(1);
        (await watcher.EventsAsync(2)).ShouldAllBe(block => block.Event == "transaction.opened");
    }

    [Fact]
    public async Task A_flood_that_the_publisher_cannot_take_must_show_as_a_gap_that_counts()
    {
        await using var rig = new Rig(options => options with { Mailbox = 16 });
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        await watcher.BlockAsync();
        using var gate = new HeldCall();
        rig.Activity.Publish(Some.Opened(Some.Call(gauge: gate)));
        await gate.Entered;
        for (var i = 2; i <= 101; i++)
            rig.Activity.Publish(Some.Opened(i));
        gate.Release();
        await rig.AdvanceAsync(2);
        var events = await watcher.EventsAsync(18);
        events.Count(block => block.Event == "transaction.opened").ShouldBe(17);
        events.Single(block => block.Event == "gap").Json["missed"]!.GetValue<int>().ShouldBe(84);
    }

    [Fact]
    public async Task Events_that_are_published_after_the_end_must_vanish_quietly()
    {
        await using var rig = new Rig();
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        await rig.Activity.StopAsync();
        rig.Activity.Publish(new NodeChanged { At = Some.Time, IsStopping = true });
        await watcher.Ended;
        rig.Activity.Subscribers.ShouldBe(0);
    }
}
