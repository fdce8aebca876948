using Luthien.TestKit;

namespace Luthien.Actors.Tests.Simulated;

public sealed class WatchSimulation
{
    const int Seeds = 500;

    [Fact, Trait("Spec", "K28"), Trait("Spec", "K29"), Trait("Spec", "TR1")]
    public void In_every_schedule_each_watcher_hears_exactly_once_and_last_from_the_dead() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var heard = Enumerable.Range(0, 4).Select(_ => new List<object>()).ToArray();
            var watchers = heard.Select(list => sim.Sys.ActorOf(Watcher(list))).ToArray();
            var victim = sim.Sys.ActorOf(Some.Actor((context, message) => Array.ForEach(watchers, watcher => watcher.Tell(message, context.Self))));
            foreach (var watcher in watchers)
            {
                watcher.Tell(new Some.Do(context => context.Watch(victim)));
                sim.RunSteps(sim.Random.Next(4));
            }

            victim.Tell("last words");
            sim.RunSteps(sim.Random.Next(6));
            victim.Tell(sim.Random.Next(2) == 0 ? PoisonPill.Instance : Kill.Instance);
            sim.RunSteps(sim.Random.Next(6));
            watchers[0].Tell(new Some.Do(context => context.Watch(victim)));
            sim.Run();

            foreach (var list in heard.Skip(1))
            {
                list.OfType<Terminated>().Count().ShouldBe(1);
                list.OfType<string>().ShouldBe(["last words"]);
                list[^1].ShouldBeOfType<Terminated>();
            }

            // Watched once more at any moment: a second notice comes only if the first had been heard before.
            heard[0].OfType<Terminated>().Count().ShouldBeInRange(1, 2);
        });

    [Fact, Trait("Spec", "K28")]
    public void In_every_schedule_nobody_hears_what_it_has_unwatched() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var heard = new List<object>();
            var watcher = sim.Sys.ActorOf(Watcher(heard));
            var victim = sim.Sys.ActorOf(Some.Quiet());
            watcher.Tell(new Some.Do(context => context.Watch(victim)));
            sim.RunSteps(sim.Random.Next(5));
            sim.Sys.Stop(victim);
            sim.RunSteps(sim.Random.Next(5));
            watcher.Tell(new Some.Do(context =>
            {
                heard.Add("unwatched");
                context.Unwatch(victim);
            }));
            sim.Run();

            heard.IndexOf("unwatched").ShouldBe(heard.Count - 1);
        });

    [Fact, Trait("Spec", "K19"), Trait("Spec", "K25"), Trait("Spec", "K32")]
    public void In_every_schedule_a_name_is_taken_by_one_incarnation_at_a_time() =>
        Simulation.ForSeeds(Seeds, sim =>
        {
            var alive = 0;
            var most = 0;
            var incarnations = 0;
            var parent = sim.Sys.ActorOf(Some.Actor((context, message) =>
            {
                if (message is Terminated or "start" && incarnations++ < 5)
                {
                    var child = context.ActorOf(Props.Create(() => new Counted(() => most = Math.Max(most, ++alive), () => alive--)), "child");
                    context.Watch(child);
                    child.Tell("die");
                }
            }).WithSupervisorStrategy(SupervisorStrategy.Stopping));

            parent.Tell("start");
            sim.Run();

            (most, alive, incarnations).ShouldBe((1, 0, 6));
        });

    static Props Watcher(List<object> heard) => Some.Actor((context, message) =>
    {
        if (message is Some.Do work)
            work.Work(context);
        else
            heard.Add(message);
    });

    sealed class Counted(Action born, Action died) : ActorBase
    {
        protected internal override void PreStart() => born();

        protected internal override void PostStop() => died();

        protected internal override ValueTask OnReceive(object message) => throw new InvalidOperationException((string)message);
    }
}
