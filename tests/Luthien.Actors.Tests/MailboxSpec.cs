namespace Luthien.Actors.Tests;

public sealed class MailboxSpec : TestKit.TestKit
{
    readonly TaskCompletionSource _gate = new();
    readonly List<object> _handled = [];

    /// <summary>An actor that takes one message and then holds the turn until the gate opens, with room for two more.</summary>
    async Task<IActorRef> Full(MailboxOverflow overflow)
    {
        var actor = Sys.ActorOf(Some.AsyncActor(async (_, message) =>
        {
            _handled.Add(message);
            await _gate.Task;
        }).WithBoundedMailbox(2, overflow), "bounded");
        actor.Tell(0);
        await IdleAsync();
        actor.Tell(1);
        actor.Tell(2);
        return actor;
    }

    async Task Open()
    {
        _gate.SetResult();
        await IdleAsync();
    }

    [Fact, Trait("Spec", "K9")]
    public async Task An_unbounded_mailbox_must_tell_its_depth()
    {
        var actor = Sys.ActorOf(Some.AsyncActor((_, _) => new ValueTask(_gate.Task)), "a");
        foreach (var number in Enumerable.Range(0, 11))
            actor.Tell(number);
        await IdleAsync();

        Sys.Inspect("/user/a")!.MailboxDepth.ShouldBe(10);
        await Open();
        Sys.Inspect("/user/a")!.MailboxDepth.ShouldBe(0);
        // With the one that the turn was about to take, if all had come by then.
        Sys.Inspect("/user/a")!.MailboxPeak.ShouldBeInRange(10, 11);
    }

    [Fact, Trait("Spec", "K9")]
    public async Task A_bounded_mailbox_must_tell_how_full_it_has_been()
    {
        await Full(MailboxOverflow.DropNewest);
        await Open();

        (Sys.Inspect("/user/bounded")!.MailboxDepth, Sys.Inspect("/user/bounded")!.MailboxPeak).ShouldBe((0, 2));
    }

    [Fact]
    public async Task What_waits_for_a_handler_that_never_ends_must_count_as_seen()
    {
        var actor = Sys.ActorOf(Some.AsyncActor((_, _) => new ValueTask(_gate.Task)), "stuck");
        actor.Tell(0);
        await IdleAsync();
        foreach (var number in Enumerable.Range(0, 7))
            actor.Tell(number);

        Sys.Inspect("/user/stuck")!.MailboxPeak.ShouldBe(7);
    }

    [Theory, Trait("Spec", "K10"), Trait("Spec", "TR3")]
    [InlineData(MailboxOverflow.DropNewest, 3, new[] { 0, 1, 2 })]
    [InlineData(MailboxOverflow.DropOldest, 1, new[] { 0, 2, 3 })]
    [InlineData(MailboxOverflow.RejectToSender, 3, new[] { 0, 1, 2 })]
    [InlineData(MailboxOverflow.Await, 3, new[] { 0, 1, 2 })]
    public async Task A_full_mailbox_must_drop_what_is_told_publish_it_and_count_it(MailboxOverflow overflow, int dropped, int[] handled)
    {
        var actor = await Full(overflow);

        actor.Tell(3);
        await IdleAsync();

        Events.Of<Dropped>().ShouldHaveSingleItem().ShouldBe(new Dropped(dropped, Sender: null, actor, overflow));
        Sys.Inspect("/user/bounded")!.Dropped.ShouldBe(1);
        await Open();
        _handled.ShouldBe(handled.Cast<object>());
    }

    [Fact, Trait("Spec", "K10")]
    public async Task A_rejecting_mailbox_must_say_so_to_who_tries()
    {
        var actor = await Full(MailboxOverflow.RejectToSender);

        actor.TryTell(3).ShouldBeFalse();
        await Open();
        actor.TryTell(4).ShouldBeTrue();
        await IdleAsync();

        _handled.ShouldBe([0, 1, 2, 4]);
        Events.Of<Dropped>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K10")]
    public async Task An_awaiting_mailbox_must_let_senders_wait_in_order_and_give_up()
    {
        var actor = await Full(MailboxOverflow.Await);
        using var impatient = new CancellationTokenSource();

        var third = actor.TellAsync(3).AsTask();
        var cancelled = actor.TellAsync("never", ct: impatient.Token).AsTask();
        var fourth = actor.TellAsync(4).AsTask();
        third.IsCompleted.ShouldBeFalse();
        await impatient.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        await Open();
        await third;
        await fourth;
        await IdleAsync();

        _handled.ShouldBe([0, 1, 2, 3, 4]);
    }

    [Theory, Trait("Spec", "K10")]
    [InlineData(MailboxOverflow.DropNewest)]
    [InlineData(MailboxOverflow.DropOldest)]
    public async Task System_messages_and_PoisonPill_must_never_be_refused(MailboxOverflow overflow)
    {
        var actor = await Full(overflow);
        var probe = CreateTestProbe();
        await probe.WatchAsync(actor);

        actor.Tell(PoisonPill.Instance);
        await Open();

        await probe.ExpectTerminatedAsync(actor);
        _handled.ShouldBe([0, 1, 2]);
    }

    [Fact, Trait("Spec", "K10")]
    public async Task The_oldest_that_counts_must_go_also_from_behind_what_does_not()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.AsyncActor(async (_, message) =>
        {
            _handled.Add(message);
            await _gate.Task;
        }).WithBoundedMailbox(2, MailboxOverflow.DropOldest));
        actor.Tell(0);
        await IdleAsync();
        probe.Send(actor, new Identify("who"));
        actor.Tell(1);
        actor.Tell(2);

        actor.Tell(3);
        await Open();

        _handled.ShouldBe([0, 2, 3]);
        (await probe.ExpectMsgAsync<ActorIdentity>()).Id.ShouldBe("who");
        Events.Of<Dropped>().ShouldHaveSingleItem().Message.ShouldBe(1);
    }

    [Fact, Trait("Spec", "K10")]
    public async Task Nobody_must_take_everything_however_it_is_told()
    {
        ActorRefs.Nobody.TryTell(1).ShouldBeTrue();
        await ActorRefs.Nobody.TellAsync(1);
        ActorRefs.Nobody.IsNobody().ShouldBeTrue();
        Events.Of<DeadLetter>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K12"), Trait("Spec", "K33"), Trait("Spec", "K46")]
    public async Task A_stop_must_make_dead_letters_of_stash_and_mailbox_in_order()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.AsyncActor(async (context, message) =>
        {
            context.Stash.Stash();
            await (message is "wait" ? _gate.Task : Task.CompletedTask);
        }));
        foreach (var message in new[] { "stashed", "wait", "first", "second" })
            probe.Send(actor, message);
        await IdleAsync();

        Sys.Stop(actor);
        await Open();

        Events.Of<DeadLetter>().ShouldBe([.. new[] { "stashed", "wait", "first", "second" }.Select(message => new DeadLetter(message, probe.Ref, actor))]);
    }

    [Fact, Trait("Spec", "K10")]
    public async Task Senders_that_wait_when_an_actor_ends_must_see_a_dead_letter()
    {
        var actor = await Full(MailboxOverflow.Await);
        var waiting = actor.TellAsync(3).AsTask();

        Sys.Stop(actor);
        await Open();
        await waiting;

        Events.Of<DeadLetter>().Select(letter => letter.Message).ShouldBe([1, 2, 3], ignoreOrder: true);
    }
}
