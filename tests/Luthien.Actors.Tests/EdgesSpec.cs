namespace Luthien.Actors.Tests;

/// <summary>Refs that are no actors, and actors asked for what is not there.</summary>
public sealed class EdgesSpec : TestKit.TestKit
{
    [Fact, Trait("Spec", "K31")]
    public async Task To_watch_the_dead_letters_or_an_answers_ref_must_be_told_of_an_end_at_once()
    {
        var probe = CreateTestProbe();
        var watcher = Sys.ActorOf(Some.Actor((context, message) =>
        {
            (message as Some.Do)?.Work(context);
            probe.Ref.Tell(message is Terminated ended ? $"ended {ended.Subject}" : "watched");
        }));

        watcher.Tell(new Some.Do(context => context.Watch(context.System.DeadLetterOffice)));
        (await probe.ExpectMsgAsync<string>()).ShouldBe("watched");
        (await probe.ExpectMsgAsync<string>()).ShouldBe("ended /deadLetters");
        var asking = watcher.Ask<string>(new Some.Do(context => context.Watch(context.Sender)), Some.Second);
        (await probe.ExpectMsgAsync<string>()).ShouldBe("watched");
        (await probe.ExpectMsgAsync<string>()).ShouldStartWith("ended /temp/ask");
        await AdvanceAsync(Some.Second);
        await Should.ThrowAsync<AskTimeoutException>(asking);
    }

    [Fact, Trait("Spec", "K31")]
    public async Task To_watch_oneself_must_change_nothing_and_to_watch_with_another_message_must_fail()
    {
        var failures = new List<Exception>();
        var parent = Sys.ActorOf(Some.Doer().WithSupervisorStrategy(new OneForOneStrategy(decider: cause =>
        {
            failures.Add(cause);
            return Directive.Resume;
        })));
        var other = CreateTestProbe().Ref;
        parent.Tell(new Some.Do(context => context.ActorOf(Some.Doer(), "watcher").Tell(new Some.Do(inner =>
        {
            inner.Watch(inner.Self);
            inner.WatchWith(other, "one");
            inner.WatchWith(other, "one");
            inner.WatchWith(other, "two");
        }))));
        await IdleAsync();

        failures.ShouldHaveSingleItem().ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task A_watcher_among_several_that_unwatches_must_hear_nothing()
    {
        var subject = Sys.ActorOf(Some.Quiet());
        var probes = Enumerable.Range(0, 3).Select(_ => CreateTestProbe()).ToList();
        foreach (var probe in probes)
            await probe.WatchAsync(subject);
        await probes[1].UnwatchAsync(subject);

        Sys.Stop(subject);

        await probes[0].ExpectTerminatedAsync(subject);
        await probes[2].ExpectTerminatedAsync(subject);
        await probes[1].ExpectNoMsgAsync();
    }

    [Fact, Trait("Spec", "K40")]
    public async Task An_answer_of_the_wrong_type_must_fail_the_question_and_further_ones_be_dead_letters()
    {
        var actor = Sys.ActorOf(Some.Actor((context, message) =>
        {
            context.Sender.Tell(1);
            context.Sender.Tell(2);
        }));

        await Should.ThrowAsync<ArgumentException>(actor.Ask<string>("question", Some.Second));
        await IdleAsync();

        Events.Of<DeadLetter>().Select(letter => letter.Message).ShouldBe([1, 2]);
    }

    [Fact, Trait("Spec", "K40")]
    public async Task A_question_that_is_given_up_before_it_is_asked_must_not_be_sent()
    {
        var asked = false;
        var actor = Sys.ActorOf(Some.Actor((_, _) => asked = true));

        await Should.ThrowAsync<OperationCanceledException>(actor.Ask<string>("question", Some.Second, new CancellationToken(canceled: true)));
        await IdleAsync();

        asked.ShouldBeFalse();
    }

    [Fact, Trait("Spec", "K41")]
    public async Task What_is_piped_must_always_be_a_message()
    {
        var probe = CreateTestProbe();

        Task.FromResult<string?>(null).PipeTo(probe.Ref);
        (await probe.ExpectMsgAsync<Status.Success>()).Value.ShouldBeNull();
        Task.FromResult("x").PipeTo(probe.Ref, success: _ => throw new InvalidDataException("unspeakable"));
        (await probe.ExpectMsgAsync<Status.Failure>()).Cause.ShouldBeOfType<InvalidDataException>();
        Task.FromResult("x").PipeTo(probe.Ref, success: _ => throw new InvalidDataException("unspeakable"), failure: cause => cause.GetType().Name);
        (await probe.ExpectMsgAsync<string>()).ShouldBe(nameof(InvalidDataException));
        Task.FromCanceled(new CancellationToken(canceled: true)).PipeTo(probe.Ref);
        (await probe.ExpectMsgAsync<Status.Failure>()).Cause.ShouldBeOfType<TaskCanceledException>();
    }

    [Fact]
    public async Task A_guardian_must_handle_nothing_and_say_so()
    {
        Sys.Find("/user")!.Tell("hello");
        await IdleAsync();

        Events.Of<UnhandledMessage>().ShouldHaveSingleItem().Message.ShouldBe("hello");
    }

    [Fact]
    public async Task What_is_told_to_the_dead_letters_by_hand_must_be_one()
    {
        Sys.DeadLetterOffice.Tell("hello");
        Should.Throw<ArgumentNullException>(() => Sys.DeadLetterOffice.Tell(null!));
        await IdleAsync();

        Events.Of<DeadLetter>().ShouldHaveSingleItem().Message.ShouldBe("hello");
    }

    [Fact]
    public async Task A_system_that_has_ended_must_take_no_more_actors()
    {
        await Sys.Terminate();

        Should.Throw<InvalidOperationException>(() => Sys.ActorOf(Some.Quiet()));
    }

    [Fact]
    public async Task A_listener_of_log_lines_that_throws_must_not_be_told_of_it()
    {
        var heard = 0;
        using var subscription = Sys.EventStream.Subscribe<LogEvent>(_ =>
        {
            heard++;
            throw new InvalidDataException("deaf");
        });
        Sys.ActorOf(Some.Doer()).Tell(new Some.Do(_ => throw new InvalidOperationException("x")));
        await IdleAsync();

        heard.ShouldBe(1);
    }

    [Fact, Trait("Spec", "K45")]
    public async Task A_stash_must_give_back_one_by_one_and_take_only_what_is_being_handled()
    {
        var heard = new List<object>();
        var isOpen = false;
        var actor = Sys.ActorOf(Some.Actor((context, message) =>
        {
            (message as Some.Do)?.Work(context);
            ((Action)(message is string && !isOpen ? context.Stash.Stash : () => heard.Add(message)))();
        }));
        actor.Tell(new Some.Do(context => context.Stash.Unstash()));
        actor.Tell("one");
        actor.Tell("two");
        actor.Tell(new Some.Do(context =>
        {
            isOpen = true;
            context.Stash.Unstash();
        }));
        await IdleAsync();

        heard.Where(message => message is string).ShouldBe(["one"]);
        Sys.InspectChildren("/user").Single(child => child.Stashed == 1).Path.ShouldBe(actor.Path);
        var failed = Sys.ActorOf(Props.Create(() => new EarlyStasher()), "early");
        await IdleAsync();
        Sys.Find("/user/early").ShouldBeNull();
        Events.Of<LogEvent>().ShouldContain(line => line.Source == failed.Path.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_to_an_actor_that_has_ended_must_be_refused_and_be_a_dead_letter(bool isBounded)
    {
        var props = isBounded ? Some.Quiet().WithBoundedMailbox(3) : Some.Quiet();
        var actor = Sys.ActorOf(props);
        actor.TryTell("taken").ShouldBeTrue();
        await IdleAsync();
        Sys.Stop(actor);
        await IdleAsync();

        actor.TryTell("late").ShouldBeFalse();
        await actor.TellAsync("later");

        Events.Of<DeadLetter>().Select(letter => letter.Message).ShouldBe(["late", "later"]);
    }

    [Fact]
    public async Task A_bounded_mailbox_must_hear_of_ends_and_ticks_like_any_other()
    {
        var probe = CreateTestProbe();
        var subject = Sys.ActorOf(Some.Quiet());
        var actor = Sys.ActorOf(Some.Actor((context, message) =>
        {
            (message as Some.Do)?.Work(context);
            probe.Ref.Tell(message);
        }).WithBoundedMailbox(2));
        actor.Tell(new Some.Do(context =>
        {
            context.Watch(subject);
            context.Timers.StartSingleTimer("tick", "tick", Some.Second);
        }));
        await probe.ExpectMsgAsync<Some.Do>();

        Sys.Stop(subject);
        await probe.ExpectTerminatedAsync(subject);
        await AdvanceAsync(Some.Second);
        (await probe.ExpectMsgAsync<string>()).ShouldBe("tick");
    }

    [Fact]
    public async Task A_child_must_be_found_by_its_name_alone()
    {
        var probe = CreateTestProbe();
        Sys.ActorOf(Some.Doer(), "parent").Tell(new Some.Do(context =>
        {
            probe.Ref.Tell(context.Child("none").IsNobody());
            var child = context.ActorOf(Some.Quiet(), "child");
            probe.Ref.Tell(context.Child("child")!.Equals(child) && context.Child("none").IsNobody());
            context.SetReceiveTimeout(null);
        }));

        (await probe.ExpectMsgAsync<bool>()).ShouldBeTrue();
        (await probe.ExpectMsgAsync<bool>()).ShouldBeTrue();
        ActorRefs.Nobody.ToString().ShouldBe("/nobody");
        Sys.Find("/user/parent/none/deeper").ShouldBeNull();
        Sys.Find("/nowhere").ShouldBeNull();
    }

    [Fact]
    public async Task What_a_tree_leaves_out_must_be_counted_to_its_leaves()
    {
        Sys.ActorOf(Some.Doer(), "top").Tell(new Some.Do(context => context.ActorOf(Some.Doer(), "middle").Tell(new Some.Do(inner => inner.ActorOf(Some.Quiet(), "leaf")))));
        await IdleAsync();

        var whole = Sys.InspectTree("/user");
        var cut = Sys.InspectTree("/user", depth: 0);

        cut.Count.ShouldBe(whole.Count);
        cut.IsTruncated.ShouldBeTrue();
        whole.IsTruncated.ShouldBeFalse();
    }

    sealed class EarlyStasher : ActorBase
    {
        protected internal override ValueTask OnReceive(object message) => default;

        protected internal override void PreStart() => Context.Stash.Stash();
    }
}
