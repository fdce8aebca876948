using Luthien.TestKit;

namespace Luthien.Actors.Tests.Simulated;

/// <summary>Supervision under seeded schedules: in each, one work item per cell (the dispatcher throws otherwise) and the rules below.</summary>
public sealed class SupervisionSimulation
{
    const int Seeds = 500;

    [Theory, Trait("Spec", "K3"), Trait("Spec", "K7"), Trait("Spec", "K21"), Trait("Spec", "K24"), Trait("Spec", "K51"), Trait("Spec", "T5")]
    [InlineData(Directive.Resume)]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Stop)]
    [InlineData(Directive.Escalate)]
    public void In_every_schedule_no_message_is_lost_or_handled_twice_or_while_suspended(Directive directive) =>
        Simulation.ForSeeds(Seeds, sim => Run(sim, new OneForOneStrategy(3, Some.Second, _ => directive)));

    [Theory, Trait("Spec", "K3"), Trait("Spec", "K23")]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Stop)]
    public void In_every_schedule_all_for_one_keeps_the_same_rules(Directive directive) =>
        Simulation.ForSeeds(Seeds, sim => Run(sim, new AllForOneStrategy(3, Some.Second, _ => directive)));

    [Fact, Trait("Spec", "K21"), Trait("Spec", "K24")]
    public void In_every_schedule_a_resumed_escalation_leaves_the_child_able_to_fail_again() =>
        Simulation.ForSeeds(
            Seeds,
            sim => Run(sim, new OneForOneStrategy(decider: _ => Directive.Escalate), childrenOnly: true),
            new ActorSystemOptions { UserStrategy = new OneForOneStrategy(decider: _ => Directive.Resume) });

    [Fact, Trait("Spec", "K14"), Trait("Spec", "K15")]
    public void In_every_schedule_a_system_that_ends_in_the_middle_of_failures_ends_children_first_and_completely() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var scenario = new Supervised();
            var parent = sim.Sys.ActorOf(scenario.Worker("p", 3, new OneForOneStrategy(decider: _ => Directive.Restart)), "p");
            sim.RunSteps(sim.Random.Next(10));
            for (var i = 0; i < 12; i++)
                scenario.Send(sim.Sys.Find($"/user/p/c{i % 3}") ?? parent, i);
            sim.RunSteps(sim.Random.Next(30));

            sim.Terminate();

            scenario.Violations.ShouldBeEmpty();
            (scenario.Handled + sim.Events.Of<DeadLetter>().Count).ShouldBe(scenario.Sent);
        });

    static void Run(Simulation sim, SupervisorStrategy strategy, bool childrenOnly = false)
    {
        var scenario = new Supervised();
        var top = sim.Sys.ActorOf(scenario.Worker("p", 3, strategy), "p");
        sim.Run();
        IActorRef[] targets = [.. childrenOnly ? [] : new[] { top }, .. sim.Sys.InspectChildren("/user/p").Select(child => sim.Sys.Find(child.Path.Text)!)];
        for (var i = 1; i <= 40; i++)
        {
            scenario.Send(targets[sim.Random.Next(targets.Length)], sim.Random.Next(1, 100));
            sim.RunSteps(sim.Random.Next(6));
        }

        sim.Advance(Some.Second);

        scenario.Violations.ShouldBeEmpty();
        (scenario.Handled + sim.Events.Of<DeadLetter>().Count).ShouldBe(scenario.Sent);
        sim.Sys.InspectChildren("/user").ShouldAllBe(actor => actor.State == ActorState.Idle && actor.MailboxDepth == 0);
        sim.Terminate();
        scenario.Violations.ShouldBeEmpty();
    }
}
