using Luthien.TestKit;

namespace Luthien.Actors.Tests.Simulated;

/// <summary>What the kernel does not promise: if one of the two orders never came, somebody could come to rely on the other.</summary>
public sealed class OrderSimulation
{
    const int Seeds = 100;

    [Fact, Trait("Spec", "K8")]
    public void A_failure_notice_may_come_before_or_after_what_the_child_said_last()
    {
        var orders = new HashSet<string>();
        Simulation.ForSeeds(Seeds, sim =>
        {
            var seen = new List<string>();
            var strategy = new OneForOneStrategy(decider: _ =>
            {
                seen.Add("failure");
                return Directive.Stop;
            });
            var parent = sim.Sys.ActorOf(Some.Actor((context, message) => Act(context, message, seen)).WithSupervisorStrategy(strategy));
            parent.Tell("spawn");
            sim.Run();
            orders.Add(string.Join(' ', seen));
        });

        orders.ShouldBe(["failure word", "word failure"], ignoreOrder: true);
    }

    static void Act(IActorContext context, object message, List<string> seen)
    {
        if (message is "word")
            seen.Add("word");
        else
            context.ActorOf(Some.AsyncActor(SayAndFail)).Tell("fail");
    }

    static async ValueTask SayAndFail(IActorContext context, object message)
    {
        context.Parent.Tell("word");
        await Task.Yield();
        throw new InvalidDataException((string)message);
    }
}
