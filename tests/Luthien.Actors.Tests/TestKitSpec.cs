using Luthien.TestKit;

namespace Luthien.Actors.Tests;

/// <summary>The kit itself: what it promises to other specs.</summary>
public sealed class TestKitSpec : TestKit.TestKit
{
    [Fact, Trait("Spec", "T5")]
    public void A_clock_must_run_each_timer_at_its_own_instant_on_the_way()
    {
        var time = new ManualTime();
        var fired = new List<TimeSpan>();
        using var late = time.CreateTimer(_ => fired.Add(time.Elapsed), null, Some.Milliseconds(30), Timeout.InfiniteTimeSpan);
        using var periodic = time.CreateTimer(_ => fired.Add(time.Elapsed), null, Some.Milliseconds(10), Some.Milliseconds(15));

        time.Advance(Some.Milliseconds(40));

        fired.ShouldBe([Some.Milliseconds(10), Some.Milliseconds(25), Some.Milliseconds(30), Some.Milliseconds(40)]);
        time.NextDue.ShouldBe(Some.Milliseconds(15));
    }

    [Fact, Trait("Spec", "T5")]
    public void Timestamps_must_convert_exactly_and_not_be_ticks()
    {
        var time = new ManualTime();
        var began = time.GetTimestamp();
        time.Advance(TimeSpan.FromTicks(12_345_677));

        time.GetElapsedTime(began).ShouldBe(TimeSpan.FromTicks(12_345_677));
        (time.GetTimestamp() - began).ShouldNotBe(12_345_677);
    }

    [Fact, Trait("Spec", "T5")]
    public void A_timer_that_re_arms_itself_for_ever_must_be_an_error_not_a_hang()
    {
        var time = new ManualTime();
        ITimer? timer = null;
        timer = time.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, Some.Milliseconds(1), Timeout.InfiniteTimeSpan);

        Should.Throw<InvalidOperationException>(() => time.Advance(Some.Second));
    }

    [Fact, Trait("Spec", "T5")]
    public async Task Advancing_must_run_until_quiet_before_each_jump()
    {
        var ticks = new List<TimeSpan>();
        var actor = Sys.ActorOf(Some.AsyncActor(async (context, _) =>
        {
            await Task.Yield();
            ticks.Add(Time.Elapsed);
            context.Timers.StartSingleTimer("next", "tick", Some.Milliseconds(100));
        }));
        actor.Tell("begin");

        await AdvanceAsync(Some.Milliseconds(350));

        ticks.Select(tick => (int)tick.TotalMilliseconds).ShouldBe([0, 100, 200, 300]);
    }

    [Fact, Trait("Spec", "T1")]
    public async Task A_failed_expectation_must_be_thrown_and_a_met_one_return_its_message()
    {
        var probe = CreateTestProbe();
        foreach (var message in new object[] { 1, "two", 3 })
            probe.Ref.Tell(message);

        (await probe.FishForMessageAsync<string>()).ShouldBe("two");
        await Should.ThrowAsync<ProbeException>(probe.ExpectMsgAsync<string>());
        await Should.ThrowAsync<ProbeException>(probe.ExpectMsgAsync<int>(timeout: Some.Milliseconds(20)));
        probe.Ref.Tell("unexpected");
        await Should.ThrowAsync<ProbeException>(() => probe.ExpectNoMsgAsync());
    }

    [Fact, Trait("Spec", "T1")]
    public async Task A_probe_must_answer_forward_ignore_and_fly_by_itself()
    {
        var probe = CreateTestProbe();
        var other = CreateTestProbe();
        probe.IgnoreMessages(message => message is "noise");
        probe.SetAutoPilot((message, sender) => sender.Tell($"auto {message}"));

        other.Send(probe.Ref, "noise");
        other.Send(probe.Ref, "signal");
        await probe.ExpectMsgFromAsync<string>(other.Ref);
        probe.Reply("reply");
        probe.Forward(other.Ref);

        await other.ExpectMsgAllOfAsync("auto noise", "auto signal", "reply", "signal");
        other.LastSender.ShouldBe(other.Ref);
    }

    [Fact, Trait("Spec", "T2")]
    public async Task Waiting_for_a_condition_or_an_assertion_must_end_with_it_or_with_its_failure()
    {
        var count = 0;
        await AwaitConditionAsync(() => ++count > 5);
        await AwaitAssertAsync(() => (++count).ShouldBeGreaterThan(10));
        await WithinAsync(Some.Milliseconds(5), Some.Milliseconds(10), () => AdvanceAsync(Some.Milliseconds(7)));

        await Should.ThrowAsync<ProbeException>(AwaitConditionAsync(() => false, Some.Milliseconds(20)));
        await Should.ThrowAsync<InvalidDataException>(AwaitAssertAsync(() => throw new InvalidDataException("never"), Some.Milliseconds(20)));
        await Should.ThrowAsync<ProbeException>(WithinAsync(Some.Milliseconds(5), Some.Milliseconds(10), () => Task.CompletedTask));
    }

    [Fact, Trait("Spec", "T2")]
    public async Task Recorded_events_must_be_expected_by_number()
    {
        Task Lose()
        {
            Sys.DeadLetterOffice.Tell("lost");
            return Task.CompletedTask;
        }

        (await Events.ExpectAsync<DeadLetter>(this, 1, Lose)).ShouldHaveSingleItem().Message.ShouldBe("lost");
        await Should.ThrowAsync<ProbeException>(Events.ExpectAsync<DeadLetter>(this, 2, Lose));
    }

    [Theory, Trait("Spec", "T5")]
    [InlineData(4)]
    [InlineData(5)]
    public void A_seed_must_replay_its_run_and_another_one_differ(int seed)
    {
        Interleaving(seed).ShouldBe(Interleaving(seed));
        Enumerable.Range(seed, 20).Select(Interleaving).Distinct().Count().ShouldBeGreaterThan(5);
    }

    [Fact, Trait("Spec", "T5")]
    public void A_failed_simulation_must_name_its_seed()
    {
        var failure = Should.Throw<SimulationException>(() => Simulation.ForSeeds(10, sim => sim.Dispatcher.Seed.ShouldBeLessThan(7)));
        failure.Seed.ShouldBe(7);
    }

    static string Interleaving(int seed)
    {
        var sim = new Simulation(seed);
        var order = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var name = $"a{i}";
            var actor = sim.Sys.ActorOf(Some.Actor((_, message) => order.Add($"{name}{message}")), name);
            actor.Tell(1);
            actor.Tell(2);
        }

        sim.Run();
        return string.Join(' ', order);
    }
}
