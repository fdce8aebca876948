namespace Luthien.Actors.Tests;

public sealed class AskSpec : TestKit.TestKit
{
    [Fact, Trait("Spec", "K36")]
    public async Task An_answer_must_complete_the_task()
    {
        var echo = Sys.ActorOf(Some.Echo());
        (await echo.Ask<string>("hello")).ShouldBe("hello");
        Time.NextDue.ShouldNotBe(TimeSpan.Zero);
    }

    [Fact, Trait("Spec", "K36")]
    public async Task A_continuation_must_not_run_in_the_answering_turn()
    {
        var turn = 0;
        var inTurn = false;
        var echo = Sys.ActorOf(Some.Actor((context, message) =>
        {
            Volatile.Write(ref turn, Environment.CurrentManagedThreadId);
            context.Sender.Tell(message);
            Volatile.Write(ref turn, 0);
        }));

        await echo.Ask<string>("hello").ContinueWith(
            _ => inTurn = Volatile.Read(ref turn) == Environment.CurrentManagedThreadId, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        inTurn.ShouldBeFalse();
    }

    [Fact, Trait("Spec", "K36")]
    public async Task A_failure_must_be_thrown_as_its_cause()
    {
        var actor = Sys.ActorOf(Some.Actor((context, _) => context.Sender.Tell(new Status.Failure(new InvalidDataException("x")))));
        await Should.ThrowAsync<InvalidDataException>(actor.Ask<string>("hello"));
    }

    [Fact, Trait("Spec", "K36")]
    public async Task An_answer_of_another_type_must_fail_the_task_and_become_a_dead_letter()
    {
        var echo = Sys.ActorOf(Some.Echo());
        await Should.ThrowAsync<ArgumentException>(echo.Ask<int>("hello"));
        Events.Of<DeadLetter>().ShouldHaveSingleItem().Message.ShouldBe("hello");
    }

    [Fact, Trait("Spec", "K37"), Trait("Spec", "K38")]
    public async Task Silence_must_end_after_ten_seconds_by_default_and_a_late_answer_be_a_dead_letter()
    {
        var probe = CreateTestProbe();
        var answer = probe.Ref.Ask<string>("hello");
        await probe.ExpectMsgAsync("hello");

        await AdvanceAsync(Some.Milliseconds(9_999));
        answer.IsCompleted.ShouldBeFalse();
        await AdvanceAsync(Some.Milliseconds(1));
        await Should.ThrowAsync<AskTimeoutException>(answer);
        probe.Reply("late");

        Events.Of<DeadLetter>().ShouldHaveSingleItem().Message.ShouldBe("late");
    }

    [Fact, Trait("Spec", "K37")]
    public async Task A_cancelled_ask_must_swallow_its_late_answer()
    {
        using var cancel = new CancellationTokenSource();
        var probe = CreateTestProbe();
        var answer = probe.Ref.Ask<string>("hello", ct: cancel.Token);
        await probe.ExpectMsgAsync("hello");

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(answer);
        probe.Reply("late");

        Events.Of<DeadLetter>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K39")]
    public async Task An_actor_that_asks_itself_in_its_turn_must_fail_fast()
    {
        var thrown = new TaskCompletionSource<Exception?>();
        var actor = Sys.ActorOf(Some.AsyncActor(async (context, _) => thrown.SetResult(await Record.ExceptionAsync(async () => await context.Self.Ask<string>("me")))));

        actor.Tell("go");

        (await thrown.Task).ShouldBeOfType<InvalidOperationException>();
    }

    [Fact, Trait("Spec", "K49"), Trait("Spec", "TR5")]
    public async Task PipeTo_must_send_results_and_failures_as_messages()
    {
        var probe = CreateTestProbe();
        var work = new TaskCompletionSource<int>();

        work.Task.PipeTo(probe.Ref, success: result => $"got {result}");
        Task.FromException<int>(new InvalidDataException("x")).PipeTo(probe.Ref);
        Task.FromException(new InvalidDataException("y")).PipeTo(probe.Ref, failure: cause => cause.Message);
        Task.CompletedTask.PipeTo(probe.Ref);
        work.SetResult(1);

        (await probe.ExpectMsgAsync<Status.Failure>()).Cause.ShouldBeOfType<InvalidDataException>();
        await probe.ExpectMsgAsync("y");
        await probe.ExpectMsgAsync<Status.Success>();
        await probe.ExpectMsgAsync("got 1");
    }

    [Fact, Trait("Spec", "K49")]
    public async Task PipeTo_the_dead_must_be_a_dead_letter()
    {
        var actor = Sys.ActorOf(Some.Quiet());
        await actor.GracefulStop(Some.Second);

        Task.FromResult("late").PipeTo(actor);

        Events.Of<DeadLetter>().ShouldHaveSingleItem().Message.ShouldBe("late");
    }

    [Fact]
    public async Task GracefulStop_must_answer_false_when_the_time_is_over_and_true_for_the_dead()
    {
        var actor = Sys.ActorOf(Some.Actor((_, _) => { }));
        var stubborn = actor.GracefulStop(Some.Second, stopMessage: "please");
        await AdvanceAsync(Some.Second);
        (await stubborn).ShouldBeFalse();

        (await actor.GracefulStop(Some.Second)).ShouldBeTrue();
        (await actor.GracefulStop(Some.Second)).ShouldBeTrue();
        Events.Of<SuppressedDeadLetter>().ShouldBeEmpty();
    }
}
