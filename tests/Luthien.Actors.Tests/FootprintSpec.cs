namespace Luthien.Actors.Tests;

/// <summary>The gates that are counts of bytes hold in any run; rates belong to the benchmarks. Alone, because others allocate too.</summary>
[Collection(nameof(Alone))]
public sealed class FootprintSpec
{
    [Fact, Trait("Spec", "6.6")]
    public async Task An_idle_child_must_retain_at_most_400_bytes()
    {
        const int Children = 50_000;
        await using var system = ActorSystem.Create("footprint");
        var parent = system.ActorOf(Props.Create(() => new Nursery()));
        await parent.Ask<int>(1, TimeSpan.FromMinutes(1));
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await parent.Ask<int>(Children, TimeSpan.FromMinutes(1));

        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / Children;
        each.ShouldBeLessThanOrEqualTo(400);
        GC.KeepAlive(parent);
    }

    [Fact, Trait("Spec", "6.6"), Trait("Spec", "K47")]
    public void A_Tell_and_its_handling_must_allocate_nothing_in_the_steady_state()
    {
        var turns = new OneWorker();
        var system = ActorSystem.Create("footprint", new ActorSystemOptions { Dispatcher = turns });
        var handled = 0;
        var actor = system.ActorOf(Some.Actor((_, _) => handled++));
        var message = new object();
        Burst(1000);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Burst(10_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        handled.ShouldBe(11_000);

        void Burst(int count)
        {
            for (var i = 0; i < count; i++)
            {
                actor.Tell(message);
                turns.Run();
            }
        }
    }

    [Fact, Trait("Spec", "K37")]
    public async Task Answered_and_timed_out_asks_must_leave_nothing_in_the_wheel()
    {
        await using var kit = new TestKit.TestKit();
        var quiet = kit.Sys.ActorOf(Some.Quiet());
        var echo = kit.Sys.ActorOf(Some.Echo());
        var before = await Retained(() => Task.CompletedTask);

        var after = await Retained(async () =>
        {
            for (var round = 0; round < 100; round++)
            {
                var silent = Enumerable.Range(0, 100).Select(_ => quiet.Ask<string>("x", Some.Second)).ToArray();
                await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => echo.Ask<string>("x")));
                await kit.AdvanceAsync(Some.Second);
                await Task.WhenAll(silent).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        });

        (after - before).ShouldBeLessThan(1_000_000);
    }

    static async Task<long> Retained(Func<Task> work)
    {
        await work();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    [Fact, Trait("Spec", "K60")]
    public async Task A_thousand_systems_one_after_the_other_must_leave_memory_flat()
    {
        await CreateAndTerminate(100);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        await CreateAndTerminate(1000);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(2_000_000);
    }

    static async Task CreateAndTerminate(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var system = ActorSystem.Create("short");
            system.ActorOf(Some.Quiet()).Tell("x");
        }
    }

    sealed class Nursery : ActorBase
    {
        static readonly Props Idle = Props.Create(() => new Reporting());
        IActorRef _asker = ActorRefs.Nobody;
        int _left;

        protected internal override ValueTask OnReceive(object message)
        {
            if (message is int count)
            {
                (_asker, _left) = (Sender, count);
                for (var i = 0; i < count; i++)
                    Context.ActorOf(Idle).Tell("report");
            }
            else if (--_left == 0)
            {
                _asker.Tell(0);
            }

            return default;
        }
    }

    sealed class Reporting : ActorBase
    {
        protected internal override ValueTask OnReceive(object message)
        {
            Context.Parent.Tell(message);
            return default;
        }
    }
}
