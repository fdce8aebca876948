using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>How many bytes.</summary>
static class Footprint
{
    const int Children = 100_000;
    const int Tells = 10_000;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>What a child that waits for its next message keeps alive.</summary>
    public static async Task<double> ChildAsync()
    {
        await using var system = ActorSystem.Create("gates");
        var parent = system.ActorOf(Props.Create(() => new Nursery()));
        await parent.Ask<object>(1, Limit);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await parent.Ask<object>(Children, Limit);
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Children;
        GC.KeepAlive(parent);
        return each;
    }

    /// <summary>What telling and handling allocate, on one thread, so that nothing else is counted.</summary>
    public static Task<double> TellAsync()
    {
        var turns = new Inline();
        var system = ActorSystem.Create("gates", new ActorSystemOptions { Dispatcher = turns });
        var actor = system.ActorOf(Props.Create(static () => new Silent()));
        var message = new object();
        Burst();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Burst();
        return Task.FromResult((GC.GetAllocatedBytesForCurrentThread() - before) / (double)Tells);

        void Burst()
        {
            for (var i = 0; i < Tells; i++)
            {
                actor.Tell(message);
                turns.Run();
            }
        }
    }

    sealed class Silent : ActorBase
    {
        protected internal override ValueTask OnReceive(object message) => default;
    }

    sealed class Inline : IDispatcher
    {
        readonly Queue<IThreadPoolWorkItem> _turns = new();

        public void Schedule(IThreadPoolWorkItem turn, bool preferLocal) => _turns.Enqueue(turn);

        public void Run()
        {
            while (_turns.TryDequeue(out var turn))
                turn.Execute();
        }
    }
}
