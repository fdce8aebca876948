namespace Luthien.Actors.Tests;

public sealed class DeliverySpec : TestKit.TestKit
{
    [Fact, Trait("Spec", "K1"), Trait("Spec", "T1"), Trait("Spec", "T3")]
    public async Task A_receiver_must_handle_one_senders_messages_in_the_order_they_were_sent()
    {
        var probe = CreateTestProbe();
        var echo = Sys.ActorOf(Some.Echo());

        foreach (var number in Enumerable.Range(0, 1000))
            probe.Send(echo, number);

        (await probe.ReceiveNAsync(1000)).ShouldBe(Enumerable.Range(0, 1000).Cast<object>());
    }

    [Fact, Trait("Spec", "K3")]
    public async Task A_message_that_made_an_actor_fail_must_not_be_handled_again()
    {
        var log = new List<string>();
        var actor = Sys.ActorOf(Props.Create(() => new LifecycleActor(log, "a")));
        var attempts = 0;

        actor.Tell(new Some.Do(_ =>
        {
            attempts++;
            throw new InvalidOperationException("x");
        }));
        await IdleAsync();

        attempts.ShouldBe(1);
        log.ShouldContain("a postRestart x");
    }

    [Fact, Trait("Spec", "K4")]
    public void Telling_null_must_throw_at_the_caller()
    {
        var actor = Sys.ActorOf(Some.Quiet());
        Should.Throw<ArgumentNullException>(() => actor.Tell(null!));
        Should.Throw<ArgumentNullException>(() => Sys.DeadLetterOffice.Tell(null!));
    }

    [Fact, Trait("Spec", "K4")]
    public async Task Telling_must_neither_throw_nor_run_the_receiver_on_the_callers_stack()
    {
        var outer = 0;
        var innerWhileOuter = false;
        var inner = Sys.ActorOf(Some.Actor((_, _) => innerWhileOuter |= Volatile.Read(ref outer) == Environment.CurrentManagedThreadId));
        var caller = Sys.ActorOf(Some.Doer());
        var dead = Sys.ActorOf(Some.Quiet());
        await dead.GracefulStop(Some.Second);

        caller.Tell(new Some.Do(_ =>
        {
            Volatile.Write(ref outer, Environment.CurrentManagedThreadId);
            inner.Tell("now?");
            dead.Tell("nobody");
            Volatile.Write(ref outer, 0);
        }));
        await IdleAsync();

        innerWhileOuter.ShouldBeFalse();
        Events.Of<DeadLetter>().ShouldHaveSingleItem().Recipient.ShouldBe(dead);
    }

    [Fact, Trait("Spec", "K5"), Trait("Spec", "K13")]
    public async Task PreStart_must_be_over_before_the_first_message_which_is_not_lost()
    {
        var log = new List<string>();
        var parent = Sys.ActorOf(Some.Doer());

        parent.Tell(new Some.Do(context => context.ActorOf(Props.Create(() => new LifecycleActor(log, "child"))).Tell("first")));
        await IdleAsync();

        log.ShouldBe(["child ctor", "child preStart", "child got first"]);
    }

    [Fact, Trait("Spec", "K7")]
    public async Task System_messages_must_overtake_user_messages()
    {
        var handled = 0;
        var actor = Sys.ActorOf(Some.Actor((context, _) =>
        {
            handled++;
            context.Stop(context.Self);
        }));

        actor.Tell(1);
        actor.Tell(2);
        actor.Tell(3);
        await IdleAsync();

        handled.ShouldBe(1);
        Events.Of<DeadLetter>().Select(letter => letter.Message).ShouldBe([2, 3]);
    }
}
