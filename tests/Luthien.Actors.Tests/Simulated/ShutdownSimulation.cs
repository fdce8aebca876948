using Luthien.TestKit;

namespace Luthien.Actors.Tests.Simulated;

public sealed class ShutdownSimulation
{
    const int Seeds = 500;

    [Fact, Trait("Spec", "K14"), Trait("Spec", "K48"), Trait("Spec", "K59")]
    public void In_every_schedule_termination_completes_whatever_the_handlers_are_about() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var begun = 0;
            var ended = 0;
            var gates = new List<TaskCompletionSource>();
            var actor = Some.AsyncActor(async (context, message) =>
            {
                begun++;
                try
                {
                    var gate = new TaskCompletionSource();
                    gates.Add(gate);
                    await (message is "obedient" ? gate.Task.WaitAsync(context.Stopping) : gate.Task);
                }
                finally
                {
                    ended++;
                }
            });
            for (var i = 0; i < 6; i++)
            {
                sim.Sys.ActorOf(actor).Tell(i % 2 == 0 ? "obedient" : "stubborn");
                sim.RunSteps(sim.Random.Next(3));
            }

            sim.Terminate();

            // The stubborn ones were abandoned; they end when their wait does, without harm.
            gates.ForEach(gate => gate.TrySetResult());
            sim.Run();
            ended.ShouldBe(begun);
        });

    [Fact, Trait("Spec", "K14"), Trait("Spec", "K20"), Trait("Spec", "K59")]
    public void In_every_schedule_a_tree_that_still_grows_ends_completely() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var alive = 0;
            Props Node(int depth) => Props.Create(() => new Growing(depth, () => alive++, () => alive--, Node));
            for (var i = 0; i < 3; i++)
                sim.Sys.ActorOf(Node(3)).Tell("grow");
            sim.RunSteps(sim.Random.Next(60));

            sim.Terminate();

            alive.ShouldBe(0);
            sim.Sys.InspectChildren("/user").ShouldBeEmpty();
        });

    [Fact, Trait("Spec", "K10"), Trait("Spec", "K3")]
    public void In_every_schedule_a_bounded_mailbox_accounts_for_every_message() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var handled = 0;
            var policy = (MailboxOverflow)sim.Random.Next(4);
            var actor = sim.Sys.ActorOf(Some.Actor((_, _) => handled++).WithBoundedMailbox(3, policy));
            for (var i = 0; i < 50; i++)
            {
                actor.Tell(i);
                sim.RunSteps(sim.Random.Next(2));
            }

            sim.RunSteps(sim.Random.Next(4));
            sim.Terminate();

            (handled + sim.Events.Of<Dropped>().Count + sim.Events.Of<DeadLetter>().Count).ShouldBe(50);
        });

    sealed class Growing(int depth, Action born, Action died, Func<int, Props> node) : ActorBase
    {
        protected internal override void PreStart() => born();

        protected internal override void PostStop() => died();

        protected internal override ValueTask OnReceive(object message)
        {
            for (var i = 0; i < 2 && depth > 0; i++)
                Context.ActorOf(node(depth - 1)).Tell(message);
            return default;
        }
    }
}
