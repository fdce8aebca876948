namespace Luthien.Actors.Tests;

public sealed class EventStreamSpec : TestKit.TestKit
{
    abstract record Base;

    sealed record Derived(int Number) : Base, IComparable
    {
        public int CompareTo(object? obj) => 0;
    }

    [Fact, Trait("Spec", "K35")]
    public async Task A_subscriber_must_get_an_event_once_however_many_of_its_subscriptions_match()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe<Base>(probe.Ref);
        Sys.EventStream.Subscribe<Derived>(probe.Ref);
        Sys.EventStream.Subscribe<IComparable>(probe.Ref);

        Sys.EventStream.Publish(new Derived(1));

        await probe.ExpectMsgAsync(new Derived(1));
        await probe.ExpectNoMsgAsync();
    }

    [Fact, Trait("Spec", "K35")]
    public async Task Unsubscribing_must_end_one_subscription_or_all()
    {
        var probe = CreateTestProbe();
        Sys.EventStream.Subscribe<Base>(probe.Ref);
        Sys.EventStream.Subscribe<string>(probe.Ref);

        Sys.EventStream.Unsubscribe(probe.Ref, typeof(Base));
        Sys.EventStream.Publish(new Derived(1));
        Sys.EventStream.Publish("still");
        await probe.ExpectMsgAsync("still");
        Sys.EventStream.Unsubscribe(probe.Ref);
        Sys.EventStream.Publish("no more");

        await probe.ExpectNoMsgAsync();
    }

    [Fact, Trait("Spec", "K35")]
    public async Task A_subscriber_that_ends_or_has_ended_must_be_unsubscribed()
    {
        var actor = Sys.ActorOf(Some.Quiet());
        Sys.EventStream.Subscribe<string>(actor);
        await actor.GracefulStop(Some.Second);
        Sys.EventStream.Subscribe<int>(actor);

        Sys.EventStream.Publish("nobody");
        Sys.EventStream.Publish(1);

        Events.Of<DeadLetter>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K35")]
    public async Task A_delegate_must_be_called_in_order_and_its_failure_reported_not_spread()
    {
        var heard = new List<int>();
        using var subscription = Sys.EventStream.Subscribe<Derived>(derived => heard.Add(12 / derived.Number));

        foreach (var number in new[] { 1, 0, 2 })
            Sys.EventStream.Publish(new Derived(number));
        await IdleAsync();

        heard.ShouldBe([12, 6]);
        Events.Of<LogEvent>().ShouldHaveSingleItem().Id.ShouldBe(KernelEvents.SubscriberFailed);
    }

    [Fact, Trait("Spec", "K33"), Trait("Spec", "K34")]
    public async Task Dead_letters_must_be_counted_always_and_logged_ten_times_then_summed_up()
    {
        var actor = Sys.ActorOf(Some.Quiet(), "gone");
        await actor.GracefulStop(Some.Second);

        TellTimes(actor, 30);
        Events.Of<LogEvent>().Select(line => line.Id).ShouldBe(Enumerable.Repeat(KernelEvents.DeadLettered, 10));
        await AdvanceAsync(TimeSpan.FromMinutes(5));
        TellTimes(actor, 1);

        Events.Of<LogEvent>().Skip(10).ShouldHaveSingleItem().Text.ShouldContain("21");
        Sys.DeadLetterCounts.ShouldBe([new DeadLetterCount("/user/gone", nameof(String), 31)]);
        Events.Of<DeadLetter>().Count.ShouldBe(31);
    }

    [Fact, Trait("Spec", "K34")]
    public async Task Dead_letters_of_a_shutdown_must_not_be_logged()
    {
        var actor = Sys.ActorOf(Some.Quiet());
        await actor.GracefulStop(Some.Second);
        Sys.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "loses a message", _ =>
        {
            actor.Tell("lost");
            return Task.CompletedTask;
        });

        await Sys.CoordinatedShutdown.Run("test");

        Events.Of<DeadLetter>().ShouldHaveSingleItem();
        Events.Of<LogEvent>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K34")]
    public async Task The_counters_of_dead_letters_must_be_bounded()
    {
        await using var kit = new TestKit.TestKit(new ActorSystemOptions { DeadLetterCounters = 2 });

        foreach (var message in new object[] { 1, "a", 2.0, 'x', 1 })
            kit.Sys.DeadLetterOffice.Tell(message);

        kit.Sys.DeadLetterCounts.Count.ShouldBe(3);
        kit.Sys.DeadLetterCounts.ShouldContain(new DeadLetterCount("*", "*", 2));
        kit.Sys.DeadLetterCounts.Sum(count => count.Count).ShouldBe(5);
    }

    [Fact, Trait("Spec", "K33")]
    public async Task A_message_that_is_marked_must_be_a_suppressed_dead_letter()
    {
        var actor = Sys.ActorOf(Some.Quiet());
        await actor.GracefulStop(Some.Second);

        actor.Tell(PoisonPill.Instance);

        Events.Of<SuppressedDeadLetter>().ShouldHaveSingleItem().Message.ShouldBe(PoisonPill.Instance);
        Sys.DeadLetterCounts.ShouldBeEmpty();
    }

    static void TellTimes(IActorRef actor, int times)
    {
        for (var i = 0; i < times; i++)
            actor.Tell("lost");
    }
}
