namespace Luthien.Actors.Tests;

public sealed class LifecycleSpec : TestKit.TestKit
{
    readonly List<string> _log = [];

    Props Logged(string name) => Props.Create(() => new LifecycleActor(_log, name));

    IActorRef SpawnBelow(IActorRef parent, string name)
    {
        parent.Tell(new Some.Do(context => context.ActorOf(Logged(name), name)));
        return null!;
    }

    async Task<IActorRef> ThreeLevels()
    {
        var top = Sys.ActorOf(Logged("parent"), "parent");
        SpawnBelow(top, "child");
        await IdleAsync();
        SpawnBelow(Sys.Find("/user/parent/child")!, "grandchild");
        await IdleAsync();
        _log.Clear();
        return top;
    }

    [Fact, Trait("Spec", "K14"), Trait("Spec", "K20")]
    public async Task A_stop_must_run_every_descendants_PostStop_before_the_parents_and_dispose_once()
    {
        var top = await ThreeLevels();

        Sys.Stop(top);
        await IdleAsync();

        _log.ShouldBe(["grandchild postStop", "grandchild dispose", "child postStop", "child dispose", "parent postStop", "parent dispose"]);
    }

    [Fact, Trait("Spec", "K12"), Trait("Spec", "K15"), Trait("Spec", "K24")]
    public async Task A_restart_must_replace_the_instance_and_keep_ref_mailbox_and_watchers()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Logged("a"), "a");
        await probe.WatchAsync(actor);
        var uid = actor.Path.Uid;

        actor.Tell(new Some.Do(context =>
        {
            context.Self.Tell("queued");
            throw new InvalidOperationException("x");
        }));
        await IdleAsync();

        _log.ShouldBe(["a ctor", "a preStart", "a preRestart x", "a postStop", "a dispose", "a ctor", "a postRestart x", "a preStart", "a got queued"]);
        Sys.Find("/user/a")!.Path.Uid.ShouldBe(uid);
        await probe.ExpectNoMsgAsync();
        Sys.Stop(actor);
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact, Trait("Spec", "K15"), Trait("Spec", "TR9")]
    public async Task A_restart_must_wait_until_the_children_it_stops_are_gone()
    {
        var top = await ThreeLevels();

        top.Tell(new InvalidOperationException("x"));
        await IdleAsync();

        _log.ShouldBe([
            "parent preRestart x", "parent postStop", "parent dispose",
            "grandchild postStop", "grandchild dispose", "child postStop", "child dispose",
            "parent ctor", "parent postRestart x", "parent preStart"]);
    }

    [Fact, Trait("Spec", "K16"), Trait("Spec", "K21")]
    public async Task A_throwing_constructor_or_PreStart_must_stop_the_actor()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create<LifecycleActor>(() => throw new InvalidOperationException("x")), "broken");
        await probe.WatchAsync(actor);

        await probe.ExpectTerminatedAsync(actor);
        Events.Of<LogEvent>().ShouldHaveSingleItem().Cause.ShouldBeOfType<ActorInitializationException>();
    }

    [Fact, Trait("Spec", "K17"), Trait("Spec", "TR6")]
    public async Task Throwing_hooks_must_be_logged_and_neither_block_a_restart_nor_a_stop()
    {
        var actor = Sys.ActorOf(Props.Create(() => new BadHooks(_log)));

        actor.Tell("fail");
        actor.Tell("after");
        await IdleAsync();
        (await actor.GracefulStop(Some.Second)).ShouldBeTrue();

        _log.ShouldBe(["after"]);
        Events.Of<LogEvent>().Select(line => line.Id).ShouldBe([KernelEvents.Restarting, KernelEvents.HookFailed, KernelEvents.HookFailed]);
    }

    [Fact, Trait("Spec", "K18")]
    public async Task PoisonPill_and_Kill_must_act_in_the_order_of_the_queue()
    {
        var probe = CreateTestProbe();
        foreach (var (name, last) in new (string, object)[] { ("pill", PoisonPill.Instance), ("kill", Kill.Instance) })
        {
            var actor = Sys.ActorOf(Some.Actor((_, message) => probe.Ref.Tell(message)), name);
            await probe.WatchAsync(actor);
            actor.Tell("before");
            actor.Tell(last);
            actor.Tell("behind");

            await probe.ExpectMsgAsync("before");
            await probe.ExpectTerminatedAsync(actor);
        }

        Events.Of<DeadLetter>().Select(letter => letter.Message).ShouldBe(["behind", "behind"]);
    }

    [Fact]
    public async Task What_is_told_to_fail_must_begin_anew_in_the_order_of_the_queue_as_its_supervisor_decides()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.Actor((_, message) => probe.Ref.Tell(message)), "failing");
        var cause = new InvalidOperationException("told to");
        actor.Tell("before");
        actor.Tell(new Fail(cause));
        actor.Tell("behind");

        await probe.ExpectMsgAsync("before");
        await probe.ExpectMsgAsync("behind");

        var seen = Sys.Inspect("/user/failing").ShouldNotBeNull();
        (seen.Restarts, seen.LastFailure).ShouldBe((1, cause));
    }

    [Fact, Trait("Spec", "K19"), Trait("Spec", "TR9")]
    public async Task A_name_must_be_free_only_when_its_actor_has_ended_and_the_old_ref_must_not_reach_the_new_one()
    {
        var parent = Sys.ActorOf(Logged("parent"), "parent");
        var collision = new TaskCompletionSource<Exception?>();
        parent.Tell(new Some.Do(context =>
        {
            var child = context.ActorOf(Logged("child"), "child");
            context.Stop(child);
            collision.SetResult(Record.Exception(() => context.ActorOf(Logged("child"), "child")));
        }));
        (await collision.Task).ShouldBeOfType<InvalidActorNameException>();
        var first = Sys.Find("/user/parent/child");
        await IdleAsync();

        SpawnBelow(parent, "child");
        await IdleAsync();
        var second = Sys.Find("/user/parent/child")!;
        first?.Tell("for the old one");
        await IdleAsync();

        second.ShouldNotBe(first);
        _log.ShouldNotContain("child got for the old one");
    }

    [Fact, Trait("Spec", "K20")]
    public async Task Spawning_while_ending_must_throw()
    {
        Exception? thrown = null;
        var actor = Sys.ActorOf(Props.Create(() => new SpawnsAtTheEnd(failure => thrown = failure)));

        await actor.GracefulStop(Some.Second);

        thrown.ShouldBeOfType<InvalidOperationException>();
    }

    sealed class BadHooks(List<string> log) : ActorBase
    {
        protected internal override ValueTask OnReceive(object message)
        {
            if (message is "fail")
                throw new InvalidOperationException("handler");
            log.Add((string)message);
            return default;
        }

        protected internal override void PreRestart(Exception cause, object? message) => throw new InvalidOperationException("PreRestart");

        protected internal override void PostStop() => throw new InvalidOperationException("PostStop");
    }

    sealed class SpawnsAtTheEnd(Action<Exception?> report) : ActorBase
    {
        protected internal override void PreStart() => Context.ActorOf(Some.Quiet());

        protected internal override ValueTask OnReceive(object message) => default;

        protected internal override void PostStop() => report(Record.Exception(() => Context.ActorOf(Some.Quiet())));
    }
}
