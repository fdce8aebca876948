namespace Luthien.Actors.Tests;

public sealed class ShutdownSpec : TestKit.TestKit
{
    readonly List<string> _log = [];

    static TestKit.TestKit With(params ShutdownPhase[] phases) =>
        new(new ActorSystemOptions { ShutdownPhases = [.. phases, new ShutdownPhase(ShutdownPhase.ActorSystemTerminate, [.. phases.Select(phase => phase.Name)])] });

    Func<CancellationToken, Task> Note(string what) => _ =>
    {
        lock (_log)
            _log.Add(what);
        return Task.CompletedTask;
    };

    [Fact, Trait("Spec", "K57"), Trait("Spec", "K58")]
    public async Task The_standard_phases_must_run_in_their_order_and_end_the_system()
    {
        string[] phases = ["before-service-unbind", "service-unbind", "service-requests-done", "service-stop", "journal-flush", "actor-system-terminate"];
        foreach (var phase in phases.Reverse())
            Sys.CoordinatedShutdown.AddTask(phase, phase, Note(phase));

        await Sys.CoordinatedShutdown.Run("test");

        _log.ShouldBe(phases);
        Sys.CoordinatedShutdown.Reason.ShouldBe("test");
        Sys.WhenTerminated.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact, Trait("Spec", "K57")]
    public async Task Phases_must_follow_those_they_depend_on_in_whatever_order_they_are_given()
    {
        await using var kit = With(new ShutdownPhase("c", "b", "a"), new ShutdownPhase("b", "a"), new ShutdownPhase("a"));
        kit.Sys.CoordinatedShutdown.Phases.Select(phase => phase.Name).Take(3).ShouldBe(["a", "b", "c"]);
    }

    [Theory, Trait("Spec", "K57")]
    [InlineData("a", "b", "b", "a")]
    [InlineData("a", "nowhere", "b", "a")]
    [InlineData("a", "b", "a", "b")]
    public void Circles_unknown_dependencies_and_doubles_must_be_errors_at_the_start(string first, string firstNeeds, string second, string secondNeeds) =>
        Should.Throw<ArgumentException>(() => With(new ShutdownPhase(first, firstNeeds), new ShutdownPhase(second, secondNeeds)));

    [Fact, Trait("Spec", "K57")]
    public void An_unknown_phase_must_be_refused_when_a_task_is_added() =>
        Should.Throw<ArgumentException>(() => Sys.CoordinatedShutdown.AddTask("nowhere", "task", Note("never")));

    [Fact, Trait("Spec", "K57")]
    public async Task The_tasks_of_a_phase_must_run_side_by_side()
    {
        var first = new TaskCompletionSource();
        Sys.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "waits for the other", _ => first.Task);
        Sys.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "frees the other", _ =>
        {
            first.SetResult();
            return Task.CompletedTask;
        });

        await Sys.CoordinatedShutdown.Run("test");

        Events.Of<LogEvent>().ShouldBeEmpty();
    }

    [Fact, Trait("Spec", "K57")]
    public async Task Running_twice_must_be_one_run()
    {
        Sys.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "once", Note("once"));

        var first = Sys.CoordinatedShutdown.Run("first");
        var second = Sys.CoordinatedShutdown.Run("second");
        await first;

        second.ShouldBe(first);
        _log.ShouldBe(["once"]);
        Sys.CoordinatedShutdown.Reason.ShouldBe("first");
    }

    [Fact, Trait("Spec", "K57")]
    public async Task A_late_task_must_be_cancelled_logged_and_passed_over_after_five_seconds()
    {
        var cancelled = false;
        var never = new TaskCompletionSource();
        Sys.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceUnbind, "late", token =>
        {
            token.Register(() => cancelled = true);
            return never.Task;
        });
        var run = Sys.CoordinatedShutdown.Run("test");
        await Time.WaitForTimerAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(5));
        await run;

        cancelled.ShouldBeTrue();
        Events.Of<LogEvent>().ShouldHaveSingleItem().Cause.ShouldBeOfType<TimeoutException>();
    }

    [Theory, Trait("Spec", "K57")]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_failed_task_must_be_passed_over_or_abort_as_the_phase_says(bool recover, bool goesOn)
    {
        await using var kit = With(new ShutdownPhase("first") { Recover = recover }, new ShutdownPhase("second", "first"));
        kit.Sys.CoordinatedShutdown.AddTask("first", "fails", _ => throw new InvalidDataException("x"));
        kit.Sys.CoordinatedShutdown.AddTask("second", "follows", Note("second"));

        var failure = await Record.ExceptionAsync(() => kit.Sys.CoordinatedShutdown.Run("test"));

        (failure is null, _log.Contains("second")).ShouldBe((goesOn, goesOn));
        kit.Events.Of<LogEvent>().ShouldHaveSingleItem().Id.ShouldBe(KernelEvents.ShutdownTaskFailed);
    }

    [Fact, Trait("Spec", "K58")]
    public async Task User_must_end_before_system_so_that_its_dead_letters_are_still_heard()
    {
        Sys.SystemActorOf(Props.Create(() => new LifecycleActor(_log, "system")));
        Sys.ActorOf(Props.Create(() => new LifecycleActor(_log, "user")));
        await IdleAsync();
        _log.Clear();

        await Sys.Terminate();

        _log.ShouldBe(["user postStop", "user dispose", "system postStop", "system dispose"]);
    }

    [Fact, Trait("Spec", "K58")]
    public async Task A_drain_must_let_what_is_under_way_finish_before_the_actors_end()
    {
        var gate = new TaskCompletionSource();
        var transaction = Sys.ActorOf(Some.AsyncActor(async (_, _) =>
        {
            await gate.Task;
            _log.Add("finished");
        }));
        transaction.Tell("work");
        Sys.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceRequestsDone, "drain", _ => transaction.GracefulStop(TimeSpan.FromSeconds(4)));

        var run = Sys.CoordinatedShutdown.Run("test");
        gate.SetResult();
        await run;

        _log.ShouldBe(["finished"]);
    }
}
