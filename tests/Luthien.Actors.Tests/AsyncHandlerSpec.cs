namespace Luthien.Actors.Tests;

public sealed class AsyncHandlerSpec : TestKit.TestKit
{
    readonly List<string> _log = [];
    readonly TaskCompletionSource _gate = new();

    IActorRef Worker() => Sys.ActorOf(Props.Create(() => new Waiter(_log, _gate.Task)), "worker");

    [Fact, Trait("Spec", "K47"), Trait("Spec", "TR7")]
    public async Task The_next_message_must_wait_until_the_handler_has_completed()
    {
        var worker = Worker();
        worker.Tell("wait");
        worker.Tell("next");
        await IdleAsync();
        _log.ShouldBe(["wait begins"]);

        _gate.SetResult();
        await IdleAsync();

        _log.ShouldBe(["wait begins", "wait ends", "next"]);
    }

    [Fact, Trait("Spec", "K47")]
    public async Task Self_and_sender_must_be_stable_across_an_await()
    {
        var probe = CreateTestProbe();
        var other = CreateTestProbe();
        var actor = Sys.ActorOf(Some.AsyncActor(async (context, message) =>
        {
            await _gate.Task.ConfigureAwait(false);
            context.Sender.Tell(context.Self);
        }));
        probe.Send(actor, "one");
        other.Send(actor, "two");
        await IdleAsync();

        _gate.SetResult();

        await probe.ExpectMsgAsync(actor);
        await other.ExpectMsgAsync(actor);
    }

    [Fact, Trait("Spec", "K47")]
    public async Task An_exception_after_an_await_must_be_supervised_like_any_other()
    {
        var worker = Worker();
        worker.Tell("fail later");
        worker.Tell("next");
        _gate.SetResult();
        await IdleAsync();

        _log.ShouldBe(["restarted", "next"]);
        Events.Of<LogEvent>().ShouldHaveSingleItem().Id.ShouldBe(KernelEvents.Restarting);
    }

    [Fact, Trait("Spec", "K48")]
    public async Task A_stop_must_cancel_the_token_at_once_and_wait_for_the_handlers_finally()
    {
        var worker = Worker();
        worker.Tell("wait for token");
        await IdleAsync();
        Sys.Inspect("/user/worker")!.State.ShouldBe(ActorState.Awaiting);

        Sys.Stop(worker);
        await IdleAsync();

        _log.ShouldBe(["finally", "postStop"]);
    }

    [Fact, Trait("Spec", "K48")]
    public async Task A_token_read_after_the_stop_was_seen_must_be_cancelled_already()
    {
        var worker = Worker();
        worker.Tell("read token late");
        await IdleAsync();
        Sys.Stop(worker);
        await IdleAsync();

        _gate.SetResult();
        await IdleAsync();

        _log.ShouldBe(["token cancelled: True", "postStop"]);
    }

    [Fact, Trait("Spec", "K48")]
    public async Task A_handler_that_does_not_end_within_the_grace_must_be_abandoned_and_fenced_off()
    {
        var probe = CreateTestProbe();
        var worker = Worker();
        await probe.WatchAsync(worker);
        worker.Tell("wait then use context");
        await IdleAsync();

        Sys.Stop(worker);
        await AdvanceAsync(Sys.Options.StopGrace - Some.Milliseconds(1));
        await probe.ExpectNoMsgAsync();
        await AdvanceAsync(Some.Milliseconds(1));
        await probe.ExpectTerminatedAsync(worker);
        _gate.SetResult();
        await IdleAsync();

        _log.ShouldBe(["postStop", "context refused: InvalidOperationException"]);
        Events.Of<LogEvent>().ShouldHaveSingleItem().Id.ShouldBe(KernelEvents.HandlerAbandoned);
    }

    [Fact, Trait("Spec", "K48")]
    public async Task A_restart_that_abandons_a_handler_must_give_the_next_instance_a_token_of_its_own()
    {
        var parent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new AllForOneStrategy()), "parent");
        parent.Tell(new Some.Do(context =>
        {
            context.ActorOf(Props.Create(() => new Waiter(_log, _gate.Task)), "worker").Tell("wait then use context");
            context.ActorOf(Some.Doer(), "sibling");
        }));
        await IdleAsync();
        Sys.Find("/user/parent/sibling")!.Tell(new Some.Do(_ => throw new InvalidOperationException("x")));
        await AdvanceAsync(Sys.Options.StopGrace);
        _gate.SetResult();
        await IdleAsync();
        Sys.Find("/user/parent/worker")!.Tell("read token late");
        await IdleAsync();

        _log.ShouldBe(["postStop", "restarted", "context refused: InvalidOperationException", "token cancelled: False"]);
    }

    [Fact, Trait("Spec", "K48")]
    public async Task A_snapshot_must_say_how_long_a_handler_has_been_awaiting_and_for_which_message()
    {
        var worker = Worker();
        worker.Tell("wait");
        worker.Tell("next");
        await AdvanceAsync(Some.Milliseconds(3_200));

        var snapshot = Sys.Inspect("/user/worker")!;
        (snapshot.AwaitingFor, snapshot.Awaited).ShouldBe((Some.Milliseconds(3_200), Some.Milliseconds(3_200)));
        snapshot.CurrentMessage.ShouldBe(typeof(string));
        snapshot.MailboxDepth.ShouldBe(1);

        _gate.SetResult();
        await IdleAsync();
        snapshot = Sys.Inspect("/user/worker")!;
        (snapshot.AwaitingFor, snapshot.Awaited).ShouldBe((null, Some.Milliseconds(3_200)));
    }

    sealed class Waiter : ReceiveActor
    {
        readonly List<string> _log;

        internal Waiter(List<string> log, Task gate)
        {
            _log = log;
            ReceiveAsync<string>(message => Handle(message, gate));
        }

        protected internal override void PostStop() => _log.Add("postStop");

        protected internal override void PreRestart(Exception cause, object? message) => _log.AddRange(message is null ? ["postStop"] : []);

        protected internal override void PostRestart(Exception cause) => _log.Add("restarted");

        async ValueTask Handle(string message, Task gate)
        {
            switch (message)
            {
                case "wait":
                    _log.Add("wait begins");
                    await gate;
                    _log.Add("wait ends");
                    break;
                case "fail later":
                    await gate;
                    throw new InvalidOperationException("later");
                case "wait for token":
                    try
                    {
                        await gate.WaitAsync(Context.Stopping);
                    }
                    finally
                    {
                        _log.Add("finally");
                    }

                    break;
                case "read token late":
                    await gate;
                    _log.Add($"token cancelled: {Context.Stopping.IsCancellationRequested}");
                    break;
                case "wait then use context":
                    await gate;
                    _log.Add($"context refused: {Record.Exception(() => Context.Self.Tell("late"))?.GetType().Name}");
                    break;
                default:
                    _log.Add(message);
                    break;
            }
        }
    }
}
