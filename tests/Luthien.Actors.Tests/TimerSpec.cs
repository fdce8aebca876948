namespace Luthien.Actors.Tests;

public sealed class TimerSpec : TestKit.TestKit
{
    readonly List<object> _handled = [];
    readonly TaskCompletionSource _gate = new();

    async Task<IActorRef> Timed(Action<ITimerScheduler> start)
    {
        var actor = Sys.ActorOf(Props.Create(() => new TimedActor(_handled, _gate.Task)), "timed");
        actor.Tell(start);
        await IdleAsync();
        return actor;
    }

    [Fact, Trait("Spec", "K40")]
    public async Task A_single_timer_must_tick_once_and_not_early()
    {
        await Timed(timers => timers.StartSingleTimer("key", "tick", Some.Milliseconds(25)));

        await AdvanceAsync(Some.Milliseconds(24));
        _handled.ShouldBeEmpty();
        await AdvanceAsync(Some.Milliseconds(1));
        _handled.ShouldBe(["tick"]);
        await AdvanceAsync(TimeSpan.FromHours(1));
        _handled.ShouldBe(["tick"]);
    }

    [Fact, Trait("Spec", "K40")]
    public async Task Starting_a_key_again_must_replace_its_timer()
    {
        await Timed(timers =>
        {
            timers.StartSingleTimer("key", "old", Some.Milliseconds(10));
            timers.StartSingleTimer("key", "new", Some.Milliseconds(20));
            timers.IsTimerActive("key").ShouldBeTrue();
        });

        await AdvanceAsync(Some.Second);

        _handled.ShouldBe(["new"]);
    }

    [Theory, Trait("Spec", "K40")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_tick_in_the_mailbox_of_a_cancelled_or_replaced_timer_must_be_discarded(bool replaced)
    {
        var actor = await Timed(timers => timers.StartSingleTimer("key", "stale", Some.Milliseconds(10)));
        actor.Tell("wait");
        actor.Tell((ITimerScheduler timers) => timers.Cancel("key"));
        actor.Tell((ITimerScheduler timers) => timers.StartSingleTimer(replaced ? "key" : "other", "fresh", Some.Second));
        await AdvanceAsync(Some.Milliseconds(10));

        _gate.SetResult();
        await AdvanceAsync(Some.Second);

        _handled.ShouldBe(["wait", "fresh"]);
        Sys.Inspect("/user/timed")!.Discarded.ShouldBe(1);
    }

    [Fact, Trait("Spec", "K41")]
    public async Task Timers_must_end_with_a_restart_and_their_queued_ticks_be_discarded()
    {
        var actor = await Timed(timers => timers.StartTimerAtFixedRate("key", "stale", Some.Milliseconds(10)));
        actor.Tell("wait");
        actor.Tell(new InvalidOperationException("x"));
        await AdvanceAsync(Some.Milliseconds(15));

        _gate.SetResult();
        await AdvanceAsync(Some.Second);

        _handled.ShouldBe(["wait"]);
        Time.NextDue.ShouldBeNull();
    }

    [Fact, Trait("Spec", "K41")]
    public async Task Timers_must_end_with_a_stop()
    {
        var actor = await Timed(timers => timers.StartTimerAtFixedRate("key", "tick", Some.Milliseconds(10)));
        await actor.GracefulStop(Some.Second);
        await AdvanceAsync(Some.Second);

        _handled.ShouldBeEmpty();
        Events.Of<DeadLetter>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K42")]
    public async Task A_fixed_delay_must_begin_when_the_tick_before_is_handled()
    {
        var actor = await Timed(timers => timers.StartTimerWithFixedDelay("key", "tick", Some.Milliseconds(10)));
        actor.Tell("wait");
        await AdvanceAsync(Some.Milliseconds(35));

        _gate.SetResult();
        await AdvanceAsync(Some.Milliseconds(9));
        _handled.ShouldBe(["wait", "tick"]);
        await AdvanceAsync(Some.Milliseconds(1));

        _handled.ShouldBe(["wait", "tick", "tick"]);
    }

    [Fact, Trait("Spec", "K42")]
    public async Task A_fixed_rate_must_keep_its_beat_and_never_queue_two_ticks()
    {
        var actor = await Timed(timers => timers.StartTimerAtFixedRate("key", "tick", Some.Milliseconds(10)));
        actor.Tell("wait");
        await AdvanceAsync(Some.Milliseconds(35));
        Sys.Inspect("/user/timed")!.MailboxDepth.ShouldBe(1);

        _gate.SetResult();
        await IdleAsync();
        _handled.ShouldBe(["wait", "tick"]);
        await AdvanceAsync(Some.Milliseconds(5));
        _handled.ShouldBe(["wait", "tick", "tick"]);
        await AdvanceAsync(Some.Milliseconds(50));

        _handled.Count.ShouldBe(3 + 5);
    }

    [Fact, Trait("Spec", "K43")]
    public async Task A_receive_timeout_must_come_after_silence_only_and_survive_a_restart()
    {
        var actor = await Timed(_ => { });
        actor.Tell(TimeSpan.FromMilliseconds(100));
        await AdvanceAsync(Some.Milliseconds(99));
        actor.Tell("activity");
        await AdvanceAsync(Some.Milliseconds(60));
        actor.Tell(new Unnoticed());
        await AdvanceAsync(Some.Milliseconds(39));
        _handled.ShouldBe(["activity", new Unnoticed()]);
        await AdvanceAsync(Some.Milliseconds(1));
        _handled.ShouldBe(["activity", new Unnoticed(), ReceiveTimeout.Instance]);

        actor.Tell(new InvalidOperationException("x"));
        await AdvanceAsync(Some.Milliseconds(100));
        _handled.Count(message => message is ReceiveTimeout).ShouldBe(2);
    }

    [Fact, Trait("Spec", "K43")]
    public async Task A_receive_timeout_must_begin_anew_when_an_async_handler_ends()
    {
        var actor = await Timed(_ => { });
        actor.Tell(TimeSpan.FromMilliseconds(100));
        actor.Tell("wait");
        await AdvanceAsync(Some.Milliseconds(500));
        _gate.SetResult();
        await AdvanceAsync(Some.Milliseconds(99));

        _handled.ShouldBe(["wait"]);
        await AdvanceAsync(Some.Milliseconds(1));
        _handled.ShouldBe(["wait", ReceiveTimeout.Instance]);
    }

    [Fact, Trait("Spec", "K44")]
    public void Far_deadlines_must_neither_overflow_nor_be_early_nor_be_lost()
    {
        using var wheel = new DeadlineWheel(Time, Some.Milliseconds(1));
        var delays = new[] { 0, 1, 511, 512, 513, 1024, 5000, 100_001 }.Select(Some.Milliseconds).Append(TimeSpan.MaxValue);
        var fired = new List<TimeSpan>();
        foreach (var delay in delays)
            wheel.Add(new Note(() => fired.Add(Time.Elapsed)), delay);

        Time.Advance(TimeSpan.FromMinutes(3));

        fired.ShouldBe(delays.SkipLast(1));
    }

    [Fact, Trait("Spec", "K44")]
    public void What_is_outstanding_when_the_wheel_ends_must_be_dropped_not_run()
    {
        var wheel = new DeadlineWheel(Time, Some.Milliseconds(1));
        var fired = 0;
        wheel.Add(new Note(() => fired++), Some.Second);

        wheel.Dispose();
        wheel.Add(new Note(() => fired++), Some.Second);
        Time.Advance(TimeSpan.FromMinutes(1));

        fired.ShouldBe(0);
    }

    sealed class Note(Action fire) : WheelEntry
    {
        internal override void Fire() => fire();
    }

    sealed record Unnoticed : INotInfluenceReceiveTimeout;

    sealed class TimedActor : ReceiveActor
    {
        public TimedActor(List<object> handled, Task gate)
        {
            Receive<Action<ITimerScheduler>>(work => work(Context.Timers));
            Receive<TimeSpan>(timeout => Context.SetReceiveTimeout(timeout));
            Receive<Exception>(failure => throw failure);
            ReceiveAsync<string>(async message =>
            {
                handled.Add(message);
                await (message == "wait" ? gate : Task.CompletedTask);
            });
            ReceiveAny(handled.Add);
        }
    }
}
