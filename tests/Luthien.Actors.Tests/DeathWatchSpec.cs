namespace Luthien.Actors.Tests;

public sealed class DeathWatchSpec : TestKit.TestKit
{
    [Fact, Trait("Spec", "K28")]
    public async Task A_watcher_must_hear_exactly_once_however_often_it_watched()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.Quiet());
        await probe.WatchAsync(actor);
        await probe.WatchAsync(actor);

        Sys.Stop(actor);

        (await probe.ExpectTerminatedAsync(actor)).ExistenceConfirmed.ShouldBeTrue();
        await probe.ExpectNoMsgAsync();
    }

    [Fact, Trait("Spec", "K28")]
    public async Task Watching_the_dead_must_be_answered_at_once()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.Quiet());
        await actor.GracefulStop(Some.Second);

        await probe.WatchAsync(actor);

        (await probe.ExpectTerminatedAsync(actor)).ExistenceConfirmed.ShouldBeFalse();
    }

    [Fact, Trait("Spec", "K28")]
    public async Task Unwatch_must_suppress_even_a_Terminated_that_is_already_queued()
    {
        var heard = new List<object>();
        var gate = new TaskCompletionSource();
        var victim = Sys.ActorOf(Some.Quiet());
        var watcher = Sys.ActorOf(Some.AsyncActor((context, message) =>
        {
            heard.Add(message);
            return message is Func<IActorContext, Task> step ? new ValueTask(step(context)) : default;
        }));
        Task Watch(IActorContext context)
        {
            context.Watch(victim);
            return gate.Task;
        }

        Task Unwatch(IActorContext context)
        {
            context.Unwatch(victim);
            return Task.CompletedTask;
        }

        watcher.Tell((Func<IActorContext, Task>)Watch);
        watcher.Tell((Func<IActorContext, Task>)Unwatch);
        await IdleAsync();
        Sys.Stop(victim);
        await IdleAsync();
        gate.SetResult();
        await IdleAsync();

        // The notice went into the queue, behind the unwatch, before that was handled.
        heard.ShouldBe([(Func<IActorContext, Task>)Watch, (Func<IActorContext, Task>)Unwatch]);
        Sys.Inspect(watcher.Path.Text)!.Discarded.ShouldBe(1);
    }

    [Fact, Trait("Spec", "K29")]
    public async Task Terminated_must_come_behind_everything_the_dead_one_had_sent()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.Actor((context, message) =>
        {
            foreach (var number in Enumerable.Range(0, 100))
                probe.Ref.Tell(number);
            context.Stop(context.Self);
        }));
        await probe.WatchAsync(actor);

        actor.Tell("go");

        (await probe.ReceiveNAsync(100)).ShouldBe(Enumerable.Range(0, 100).Cast<object>());
        await probe.ExpectTerminatedAsync(actor);
    }

    [Fact, Trait("Spec", "K30")]
    public async Task An_unhandled_Terminated_must_fail_the_watcher()
    {
        var log = new List<string>();
        var victim = Sys.ActorOf(Some.Quiet());
        var watcher = Sys.ActorOf(Props.Create(() => new LifecycleActor(log, "watcher")), "watcher");
        watcher.Tell(new Some.Do(context => context.Watch(victim)));
        await IdleAsync();

        Sys.Stop(victim);
        await IdleAsync();

        Sys.Find("/user/watcher").ShouldBeNull();
        Events.Of<LogEvent>().ShouldHaveSingleItem().Cause.ShouldBeOfType<DeathPactException>().Subject.ShouldBe(victim);
    }

    [Fact, Trait("Spec", "K30")]
    public async Task WatchWith_must_deliver_the_message_of_ones_own()
    {
        var probe = CreateTestProbe();
        var victim = Sys.ActorOf(Some.Quiet());
        var watcher = Sys.ActorOf(Some.Actor((context, message) => probe.Ref.Tell(message is Some.Do ? Do(context, (Some.Do)message) : message)));
        watcher.Tell(new Some.Do(context => context.WatchWith(victim, "gone")));
        await probe.ExpectMsgAsync("done");

        Sys.Stop(victim);

        await probe.ExpectMsgAsync("gone");

        static string Do(IActorContext context, Some.Do work)
        {
            work.Work(context);
            return "done";
        }
    }

    [Fact, Trait("Spec", "K31")]
    public async Task A_dead_watcher_must_not_be_kept_by_what_it_watched()
    {
        var victim = Sys.ActorOf(Some.Quiet());
        var watcher = await WatchAndDie(victim);

        await AwaitConditionAsync(() =>
        {
            GC.Collect();
            return !watcher.IsAlive;
        });
    }

    async Task<WeakReference> WatchAndDie(IActorRef victim)
    {
        var watcher = Sys.ActorOf(Some.Doer());
        watcher.Tell(new Some.Do(context => context.Watch(victim)));
        await watcher.GracefulStop(Some.Second);
        await IdleAsync();
        return new WeakReference(watcher);
    }

    [Fact, Trait("Spec", "TR1"), Trait("Spec", "K12")]
    public async Task A_watch_that_arrives_between_PostStop_and_the_closing_of_the_queue_must_be_answered()
    {
        var end = Task.FromResult(false);
        var actor = Sys.ActorOf(Props.Create(() => new LastMoment(self => end = self.GracefulStop(Some.Second))));

        Sys.Stop(actor);
        await IdleAsync();

        end.IsCompletedSuccessfully.ShouldBeTrue();
        (await end).ShouldBeTrue();
    }

    sealed class LastMoment(Action<IActorRef> last) : ActorBase
    {
        protected internal override ValueTask OnReceive(object message) => default;

        protected internal override void PostStop() => last(Self);
    }

    [Fact, Trait("Spec", "K32")]
    public async Task A_watching_parent_must_find_the_name_free_when_it_hears()
    {
        var outcome = new TaskCompletionSource<Exception?>();
        var parent = Sys.ActorOf(Some.Actor((context, message) =>
        {
            if (message is Terminated)
            {
                outcome.SetResult(Record.Exception(() => context.ActorOf(Some.Quiet(), "child")));
                return;
            }

            context.Watch(context.ActorOf(Some.Quiet(), "child"));
            context.Stop(context.Child("child")!);
        }));

        parent.Tell("go");

        (await outcome.Task).ShouldBeNull();
    }
}
