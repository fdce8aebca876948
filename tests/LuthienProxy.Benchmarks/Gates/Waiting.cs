using System.Diagnostics;
using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>What waiting costs, and how long one waits.</summary>
static class Waiting
{
    const int Actors = 10_000;
    const int Probes = 500;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    /// <summary>Share of one core that ten thousand actors use while their timers run.</summary>
    public static async Task<double> TimersAsync()
    {
        await using var system = ActorSystem.Create("gates");
        for (var i = 0; i < Actors; i++)
            system.ActorOf(Props.Create(static () => new Patient()));
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var (process, clock) = (Process.GetCurrentProcess(), Stopwatch.StartNew());
        var before = process.TotalProcessorTime;
        await Task.Delay(Window, TimeProvider.System);
        process.Refresh();
        return 100 * (process.TotalProcessorTime - before) / clock.Elapsed;
    }

    /// <summary>How long an actor with one message waits for its turn while every core has one that is never done; in milliseconds.</summary>
    public static async Task<double> FloodAsync()
    {
        await using var system = ActorSystem.Create("gates");
        for (var core = 0; core < Environment.ProcessorCount; core++)
            system.ActorOf(Props.Create(static () => new Flooded())).Tell("flood");
        var waits = new List<double>();
        for (var i = 0; i < Probes; i++)
        {
            var probe = system.ActorOf(Props.Create(static () => new Stamp()));
            var sent = Stopwatch.GetTimestamp();
            waits.Add(Stopwatch.GetElapsedTime(sent, await probe.Ask<long>(sent, Limit)).TotalMilliseconds);
            system.Stop(probe);
        }
        waits.Sort();
        return waits[Probes * 99 / 100];
    }

    /// <summary>From the order to stop a parent of ten thousand until all have ended; in milliseconds.</summary>
    public static async Task<double> KillAsync()
    {
        await using var system = ActorSystem.Create("gates");
        var parent = system.ActorOf(Props.Create(static () => new Nursery()));
        await parent.Ask<object>(Actors, Limit);
        var clock = Stopwatch.StartNew();
        await parent.GracefulStop(Limit);
        return clock.Elapsed.TotalMilliseconds;
    }

    sealed class Patient : ActorBase
    {
        protected internal override void PreStart() => Context.Timers.StartSingleTimer("deadline", "due", TimeSpan.FromSeconds(30));

        protected internal override ValueTask OnReceive(object message) => default;
    }

    // Each message makes the next: its mailbox is never empty.
    sealed class Flooded : ActorBase
    {
        protected internal override ValueTask OnReceive(object message)
        {
            Self.Tell(message);
            return default;
        }
    }

    sealed class Stamp : ActorBase
    {
        protected internal override ValueTask OnReceive(object message)
        {
            Sender.Tell(Stopwatch.GetTimestamp(), Self);
            return default;
        }
    }
}
