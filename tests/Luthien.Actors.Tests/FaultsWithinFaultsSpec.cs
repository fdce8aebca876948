namespace Luthien.Actors.Tests;

/// <summary>What goes wrong while something is already going wrong: a restart that fails, an end that throws, a decider that has no answer.</summary>
public sealed class FaultsWithinFaultsSpec : TestKit.TestKit
{
    readonly List<string> _log = [];

    [Theory, Trait("Spec", "K24")]
    [InlineData(Directive.Restart, "made|made|made|got after")]
    [InlineData(Directive.Resume, "made|made|made|got after")]
    [InlineData(Directive.Stop, "made|made")]
    public async Task An_actor_that_cannot_be_made_again_must_be_tried_again_as_its_parent_decides(Directive directive, string expected)
    {
        var parent = Parent(cause => cause is ActorInitializationException ? directive : Directive.Restart);
        parent.Tell(new Some.Do(context => context.ActorOf(Props.Create(() => new OnceBroken(_log)), "child")));
        await IdleAsync();

        Sys.Find("/user/parent/child")!.Tell(new InvalidOperationException("x"));
        Sys.Find("/user/parent/child")!.Tell("after");
        await IdleAsync();

        _log.ShouldBe(expected.Split('|'));
    }

    [Fact, Trait("Spec", "K24")]
    public async Task A_factory_that_makes_nothing_must_be_a_failed_start()
    {
        var parent = Parent(_ => Directive.Stop);
        parent.Tell(new Some.Do(context => context.ActorOf(Props.Create<ActorBase>(() => null!), "child")));
        await IdleAsync();

        Sys.Find("/user/parent/child").ShouldBeNull();
        Events.Of<LogEvent>().ShouldHaveSingleItem().Cause.ShouldBeOfType<ActorInitializationException>();
    }

    [Fact, Trait("Spec", "K24")]
    public async Task Children_that_survive_their_parents_restart_must_be_restarted_too()
    {
        var keeper = Sys.ActorOf(Props.Create(() => new Keeper(_log)), "keeper");
        await IdleAsync();

        keeper.Tell(new InvalidOperationException("x"));
        await IdleAsync();

        _log.ShouldContain("child postRestart x");
        Sys.Find("/user/keeper/child").ShouldNotBeNull();
    }

    [Fact, Trait("Spec", "K23")]
    public async Task A_child_that_is_ending_must_end_once_although_its_siblings_are_restarted()
    {
        var gate = new TaskCompletionSource();
        var parent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new AllForOneStrategy()), "parent");
        parent.Tell(new Some.Do(context =>
        {
            context.ActorOf(Some.Doer(), "failing");
            context.ActorOf(Props.Create(() => new LifecycleActor(_log, "ending")), "ending").Tell(new Some.Do(inner => inner.ActorOf(Some.AsyncActor(async (_, _) => await gate.Task)).Tell("wait")));
        }));
        await IdleAsync();
        parent.Tell(new Some.Do(context => context.Stop(context.Child("ending")!)));
        await IdleAsync();
        Sys.Inspect("/user/parent/ending")!.State.ShouldBe(ActorState.Stopping);

        Sys.Find("/user/parent/failing")!.Tell(new Some.Do(_ => throw new InvalidOperationException("x")));
        await IdleAsync();
        gate.SetResult();
        await IdleAsync();

        _log.ShouldBe(["ending ctor", "ending preStart", "ending postStop", "ending dispose"]);
        Sys.Inspect("/user/parent/failing")!.Restarts.ShouldBe(1);
    }

    [Fact, Trait("Spec", "K21")]
    public async Task A_decider_that_throws_must_be_its_own_actors_failure()
    {
        var decided = new List<Exception>();
        var grandparent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(decider: cause =>
        {
            decided.Add(cause);
            return Directive.Stop;
        })), "grandparent");
        grandparent.Tell(new Some.Do(context => context.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(decider: _ => throw new NotSupportedException("undecided"))), "parent")
            .Tell(new Some.Do(inner => inner.ActorOf(Some.Doer(), "child").Tell(new Some.Do(_ => throw new InvalidOperationException("x")))))));
        await IdleAsync();

        decided.ShouldHaveSingleItem().ShouldBeOfType<NotSupportedException>();
        Sys.Find("/user/grandparent/parent").ShouldBeNull();
    }

    [Fact, Trait("Spec", "K21")]
    public async Task A_parent_without_a_strategy_of_its_own_must_restart_its_child()
    {
        Sys.ActorOf(Some.Doer(), "parent").Tell(new Some.Do(context => context.ActorOf(Some.Doer(), "child").Tell(new Some.Do(_ => throw new InvalidOperationException("x")))));
        await IdleAsync();

        Sys.Inspect("/user/parent/child")!.Restarts.ShouldBe(1);
    }

    [Theory, Trait("Spec", "TR6")]
    [InlineData("dispose")]
    [InlineData("token")]
    public async Task A_last_word_that_throws_must_be_logged_and_hold_nobody_up(string what)
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Thrower(what)), "thrower");
        await probe.WatchAsync(actor);
        actor.Tell("read the token");
        await IdleAsync();

        Sys.Stop(actor);

        await probe.ExpectTerminatedAsync(actor);
        Events.Of<LogEvent>().ShouldHaveSingleItem().Id.ShouldBe(KernelEvents.HookFailed);
    }

    [Theory, Trait("Spec", "K48")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_an_abandoned_handler_fails_with_must_be_told_unless_it_obeyed(bool obeys)
    {
        var gate = new TaskCompletionSource();
        var actor = Sys.ActorOf(Some.AsyncActor(async (_, _) => await gate.Task), "slow");
        actor.Tell("wait");
        await IdleAsync();
        Sys.Stop(actor);
        await AdvanceAsync(Sys.Options.StopGrace);
        Sys.Find("/user/slow").ShouldBeNull();

        gate.SetException(obeys ? new OperationCanceledException() : new InvalidDataException("late"));
        await AwaitConditionAsync(() => Events.Of<LogEvent>().Count == (obeys ? 1 : 2));

        Events.Of<LogEvent>().Select(line => line.Id).ShouldBe(obeys ? [KernelEvents.HandlerAbandoned] : [KernelEvents.HandlerAbandoned, KernelEvents.AbandonedHandlerFailed]);
    }

    [Fact, Trait("Spec", "K48")]
    public async Task A_handler_that_ends_within_the_grace_of_a_restart_must_leave_the_next_one_a_grace_of_its_own()
    {
        var gates = new[] { new TaskCompletionSource(), new TaskCompletionSource() };
        var parent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new AllForOneStrategy()), "parent");
        parent.Tell(new Some.Do(context =>
        {
            context.ActorOf(Some.AsyncActor(async (_, message) => await gates[(int)message].Task), "worker").Tell(0);
            context.ActorOf(Some.Doer(), "sibling");
        }));
        await IdleAsync();
        Sys.Find("/user/parent/sibling")!.Tell(new Some.Do(_ => throw new InvalidOperationException("x")));
        await AdvanceAsync(Sys.Options.StopGrace - Some.Milliseconds(10));
        gates[0].SetResult();
        await IdleAsync();

        var worker = Sys.Find("/user/parent/worker")!;
        worker.Tell(1);
        await IdleAsync();
        Sys.Stop(worker);
        await AdvanceAsync(Sys.Options.StopGrace - Some.Milliseconds(10));
        Sys.Inspect("/user/parent/worker")!.State.ShouldBe(ActorState.Awaiting);
        gates[1].SetResult();
        await IdleAsync();

        Sys.Find("/user/parent/worker").ShouldBeNull();
        Events.Of<LogEvent>().ShouldAllBe(line => line.Id != KernelEvents.HandlerAbandoned);
    }

    [Fact]
    public async Task A_second_stop_must_not_lengthen_the_grace()
    {
        var actor = Sys.ActorOf(Some.AsyncActor(async (_, _) => await new TaskCompletionSource().Task), "slow");
        actor.Tell("wait");
        await IdleAsync();
        Sys.Stop(actor);
        await AdvanceAsync(Sys.Options.StopGrace / 2);
        Sys.Stop(actor);
        await AdvanceAsync(Sys.Options.StopGrace / 2);

        Sys.Find("/user/slow").ShouldBeNull();
    }

    [Fact, Trait("Spec", "K26")]
    public async Task What_a_child_tells_its_backoff_supervisor_must_reach_the_parent_and_what_it_misses_the_dead_letters()
    {
        var probe = CreateTestProbe();
        var options = new BackoffOptions(Some.Second, TimeSpan.FromSeconds(3)) { RandomFactor = 0, ResetAfter = Some.Second };
        var parent = Sys.ActorOf(Some.Actor((context, message) =>
        {
            (message as Some.Do)?.Work(context);
            probe.Ref.Tell(message);
        }), "parent");
        parent.Tell(new Some.Do(context => context.ActorOf(BackoffSupervisor.Props(Some.Actor((inner, message) =>
        {
            (message as Some.Do)?.Work(inner);
            inner.Parent.Tell($"heard {message}", inner.Self);
        }), "child", options), "supervisor")));
        await probe.ExpectMsgAsync<Some.Do>();
        var supervisor = Sys.Find("/user/parent/supervisor")!;

        supervisor.Tell("one");
        (await probe.ExpectMsgAsync<string>()).ShouldBe("heard one");
        supervisor.Tell(new Some.Do(_ => throw new InvalidOperationException("x")));
        await IdleAsync();
        supervisor.Tell("two");
        await IdleAsync();

        Events.Of<DeadLetter>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(letter => letter.Message.ShouldBe("two"), letter => letter.Recipient.ShouldBe(supervisor));
    }

    IActorRef Parent(Func<Exception, Directive> decide) => Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(decider: cause => decide(cause))), "parent");

    /// <summary>Cannot be made the second time.</summary>
    sealed class OnceBroken : ActorBase
    {
        readonly List<string> _log;

        internal OnceBroken(List<string> log)
        {
            _log = log;
            log.Add("made");
            if (log.Count == 2)
                throw new InvalidDataException("not now");
        }

        protected internal override ValueTask OnReceive(object message)
        {
            if (message is Exception cause)
                throw cause;
            _log.Add($"got {message}");
            return default;
        }
    }

    /// <summary>Keeps its child over a restart.</summary>
    sealed class Keeper(List<string> log) : ActorBase
    {
        protected internal override ValueTask OnReceive(object message) => throw (Exception)message;

        protected internal override void PreStart() => Context.ActorOf(Props.Create(() => new LifecycleActor(log, "child")), "child");

        protected internal override void PreRestart(Exception cause, object? message)
        {
        }

        protected internal override void PostRestart(Exception cause)
        {
        }
    }

    sealed class Thrower(string what) : ActorBase, IDisposable
    {
        public void Dispose() => Throw("dispose");

        protected internal override ValueTask OnReceive(object message)
        {
            Context.Stopping.Register(() => Throw("token"));
            return default;
        }

        void Throw(string when)
        {
            if (what == when)
                throw new InvalidDataException(when);
        }
    }
}
