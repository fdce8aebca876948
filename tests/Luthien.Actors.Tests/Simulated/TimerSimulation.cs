using Luthien.TestKit;

namespace Luthien.Actors.Tests.Simulated;

public sealed class TimerSimulation
{
    const int Seeds = 500;

    [Fact, Trait("Spec", "K40"), Trait("Spec", "K41"), Trait("Spec", "K42")]
    public void In_every_schedule_only_ticks_of_the_present_generation_are_handled() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var present = 0;
            var stale = 0;
            var most = 0;
            var actor = sim.Sys.ActorOf(Some.Actor((context, message) =>
            {
                switch (message)
                {
                    case int generation:
                        stale += generation == present ? 0 : 1;
                        break;
                    case "restart timer":
                        Start(context, ++present, sim.Random);
                        break;
                    case "cancel":
                        present++;
                        context.Timers.Cancel("key");
                        break;
                    case "fail":
                        present++;
                        throw new InvalidOperationException("x");
                }
            }).WithSupervisorStrategy(SupervisorStrategy.Default), "timed");
            string[] commands = ["restart timer", "cancel", "fail", "restart timer", "other", "other"];
            for (var i = 0; i < 30; i++)
            {
                actor.Tell(commands[sim.Random.Next(commands.Length)]);
                sim.RunSteps(sim.Random.Next(3));
                sim.Time.Advance(Some.Milliseconds(sim.Random.Next(15)));
                most = Math.Max(most, TicksQueued(sim));
            }

            sim.Run();

            stale.ShouldBe(0);
            most.ShouldBeLessThanOrEqualTo(30 + 30);
        });

    [Fact, Trait("Spec", "K37"), Trait("Spec", "K38")]
    public void In_every_schedule_an_ask_has_exactly_one_end_and_a_late_answer_is_a_dead_letter() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var echo = sim.Sys.ActorOf(Some.Echo());
            var asks = new List<Task<int>>();
            for (var i = 0; i < 20; i++)
            {
                asks.Add(echo.Ask<int>(i, Some.Milliseconds(5)));
                sim.RunSteps(sim.Random.Next(2));
                sim.Time.Advance(Some.Milliseconds(sim.Random.Next(4)));
            }

            sim.Advance(Some.Second);

            asks.ShouldAllBe(ask => ask.IsCompleted);
            sim.Events.Of<DeadLetter>().Count.ShouldBe(asks.Count(ask => ask.IsFaulted));
            sim.Time.NextDue.ShouldBeNull();
        });

    [Fact, Trait("Spec", "K43")]
    public void In_every_schedule_a_receive_timeout_comes_only_after_silence() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var last = TimeSpan.Zero;
            var early = 0;
            var actor = sim.Sys.ActorOf(Some.Actor((context, message) =>
            {
                if (message is "begin")
                    context.SetReceiveTimeout(Some.Milliseconds(20));
                if (message is ReceiveTimeout && sim.Time.Elapsed - last < Some.Milliseconds(20))
                    early++;
                last = sim.Time.Elapsed;
            }));
            actor.Tell("begin");
            sim.Run();
            for (var i = 0; i < 30; i++)
            {
                sim.Time.Advance(Some.Milliseconds(sim.Random.Next(25)));
                sim.RunSteps(sim.Random.Next(2));
                actor.Tell("activity");
                sim.RunSteps(sim.Random.Next(3));
            }

            sim.Run();

            early.ShouldBe(0);
        });

    static void Start(IActorContext context, int generation, Random random)
    {
        var period = Some.Milliseconds(random.Next(1, 10));
        Action<object, object, TimeSpan>[] kinds = [context.Timers.StartSingleTimer, context.Timers.StartTimerWithFixedDelay, context.Timers.StartTimerAtFixedRate];
        kinds[random.Next(kinds.Length)]("key", generation, period);
    }

    static int TicksQueued(Simulation sim) => sim.Sys.Inspect("/user/timed")!.MailboxDepth;
}
