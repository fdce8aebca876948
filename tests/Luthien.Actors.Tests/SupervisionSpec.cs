namespace Luthien.Actors.Tests;

public sealed class SupervisionSpec : TestKit.TestKit
{
    readonly List<string> _log = [];

    async Task<IActorRef> Child(SupervisorStrategy strategy, params string[] names)
    {
        var parent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(strategy), "parent");
        parent.Tell(new Some.Do(context =>
        {
            foreach (var name in names)
                context.ActorOf(Props.Create(() => new LifecycleActor(_log, name)), name);
        }));
        await IdleAsync();
        _log.Clear();
        return Sys.Find($"/user/parent/{names[0]}")!;
    }

    async Task Fail(IActorRef actor, int times = 1)
    {
        for (var i = 0; i < times; i++)
            actor.Tell(new InvalidOperationException("x"));
        await IdleAsync();
    }

    [Theory, Trait("Spec", "K21"), Trait("Spec", "K24"), Trait("Spec", "K27")]
    [InlineData(Directive.Resume, "a got after", KernelEvents.Resumed)]
    [InlineData(Directive.Restart, "a preRestart x|a postStop|a dispose|a ctor|a postRestart x|a preStart|a got after", KernelEvents.Restarting)]
    [InlineData(Directive.Stop, "a postStop|a dispose", KernelEvents.StoppedOnFailure)]
    public async Task A_directive_must_do_what_it_says(Directive directive, string expected, int logged)
    {
        var child = await Child(new OneForOneStrategy(decider: _ => directive), "a");

        child.Tell(new InvalidOperationException("x"));
        child.Tell("after");
        await IdleAsync();

        _log.ShouldBe(expected.Split('|'));
        var line = Events.Of<LogEvent>()[0];
        line.Id.ShouldBe(logged);
        line.Source.ShouldBe("/user/parent/a");
        line.Text.ShouldContain(nameof(InvalidOperationException));
    }

    [Fact, Trait("Spec", "K21")]
    public async Task Escalate_must_make_the_parent_fail_with_the_same_cause()
    {
        var decided = new List<Exception>();
        var grandparent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(decider: cause =>
        {
            decided.Add(cause);
            return Directive.Stop;
        })), "grandparent");
        grandparent.Tell(new Some.Do(context => context.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(decider: _ => Directive.Escalate)), "parent")
            .Tell(new Some.Do(inner => inner.ActorOf(Some.Doer(), "child").Tell(new Some.Do(_ => throw new InvalidOperationException("x")))))));
        await IdleAsync();

        decided.ShouldHaveSingleItem().ShouldBeOfType<InvalidOperationException>();
        Sys.Find("/user/grandparent/parent").ShouldBeNull();
        Sys.Find("/user/grandparent").ShouldNotBeNull();
    }

    [Fact, Trait("Spec", "K21"), Trait("Spec", "K59")]
    public async Task An_escalation_of_user_must_terminate_the_system()
    {
        await using var kit = new TestKit.TestKit(new ActorSystemOptions { UserStrategy = new OneForOneStrategy(decider: _ => Directive.Escalate) });

        kit.Sys.ActorOf(Some.Doer()).Tell(new Some.Do(_ => throw new InvalidOperationException("x")));
        await kit.Sys.WhenTerminated;

        kit.Events.Of<LogEvent>().ShouldHaveSingleItem().Id.ShouldBe(KernelEvents.GuardianFailed);
    }

    [Fact, Trait("Spec", "K59")]
    public async Task An_actor_of_the_system_must_be_restarted_as_often_as_it_fails()
    {
        var actor = Sys.SystemActorOf(Some.Doer(), "tireless");

        foreach (var failure in Enumerable.Range(0, 1000))
            actor.Tell(new Some.Do(_ => throw new InvalidDataException($"{failure}")));
        await IdleAsync();

        Sys.Inspect("/system/tireless")!.Restarts.ShouldBe(1000);
    }

    [Theory, Trait("Spec", "K22")]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    public async Task A_number_without_a_window_must_limit_the_restarts_of_a_life(int max, int restarts)
    {
        var child = await Child(new OneForOneStrategy(max), "a");

        await Fail(child, times: max + 1);

        _log.Count(step => step.Contains("postRestart")).ShouldBe(restarts);
        Sys.Find("/user/parent/a").ShouldBeNull();
    }

    [Fact, Trait("Spec", "K22")]
    public async Task A_window_must_open_at_the_first_failure_and_begin_again_once_it_has_elapsed()
    {
        var child = await Child(new OneForOneStrategy(2, Some.Second), "a");

        await Fail(child, times: 2);
        await AdvanceAsync(Some.Milliseconds(1001));
        await Fail(child, times: 2);
        _log.Count(step => step.Contains("postRestart")).ShouldBe(4);
        await Fail(child);

        Sys.Find("/user/parent/a").ShouldBeNull();
    }

    [Fact, Trait("Spec", "K22")]
    public async Task A_window_without_a_number_must_allow_one_restart()
    {
        var child = await Child(new OneForOneStrategy(within: Some.Second), "a");

        await Fail(child);
        await AdvanceAsync(Some.Milliseconds(1001));
        await Fail(child);
        Sys.Find("/user/parent/a").ShouldNotBeNull();
        await Fail(child);

        Sys.Find("/user/parent/a").ShouldBeNull();
    }

    [Fact, Trait("Spec", "K23")]
    public async Task All_for_one_must_restart_the_siblings_too()
    {
        var child = await Child(new AllForOneStrategy(), "a", "b");

        await Fail(child);

        _log.Where(step => step.Contains("postRestart")).Order().ShouldBe(["a postRestart x", "b postRestart x"]);
    }

    [Fact, Trait("Spec", "K23")]
    public async Task All_for_one_must_stop_everyone_when_one_child_has_no_restart_left()
    {
        var child = await Child(new AllForOneStrategy(1), "a", "b");

        await Fail(child, times: 2);

        Sys.InspectChildren("/user/parent").ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K26")]
    public async Task Backoff_must_start_the_child_again_after_doubling_waits_and_reset_when_it_stays_up()
    {
        var options = new BackoffOptions(Some.Second, TimeSpan.FromSeconds(3)) { RandomFactor = 0, ReplyWhileDown = "down" };
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(Props.Create(() => new LifecycleActor(_log, "a")), "child", options));
        var probe = CreateTestProbe();
        foreach (var seconds in new[] { 1, 2, 3, 3 })
        {
            await IdleAsync();
            supervisor.Tell(new InvalidOperationException("x"));
            await AdvanceAsync(TimeSpan.FromSeconds(seconds) - Some.Milliseconds(1));
            probe.Send(supervisor, "there?");
            await probe.ExpectMsgAsync("down");
            await AdvanceAsync(Some.Milliseconds(1));
        }

        await AdvanceAsync(Some.Second);
        supervisor.Tell(PoisonPillOf());
        await AdvanceAsync(Some.Second);

        _log.Count(step => step == "a preStart").ShouldBe(6);
        static object PoisonPillOf() => new Some.Do(context => context.Stop(context.Self));
    }

    [Fact, Trait("Spec", "K26")]
    public void A_wait_must_be_spread_by_chance_and_bounded()
    {
        var options = new BackoffOptions(Some.Second, TimeSpan.FromSeconds(8)) { RandomFactor = 0.5 };

        options.DelayFor(1, chance: 0).ShouldBe(TimeSpan.FromSeconds(2));
        options.DelayFor(1, chance: 1).ShouldBe(TimeSpan.FromSeconds(3));
        options.DelayFor(1000, chance: 1).ShouldBe(TimeSpan.FromSeconds(12));
    }
}
