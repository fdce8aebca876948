using System.Diagnostics;
using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Capacities;

/// <summary>A bounded mailbox whose senders wait for room.</summary>
static class MailboxTrial
{
    const int Messages = 200_000;

    public static async Task<CapacityFigures> RunAsync(int capacity)
    {
        await using var system = ActorSystem.Create("capacity");
        var latencies = new long[Messages];
        TimingActor actor = null!;
        var target = system.ActorOf(Props.Create(() => actor = new TimingActor(latencies, Task.CompletedTask)).WithBoundedMailbox(capacity, MailboxOverflow.Await));
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Messages; i++)
            await target.TellAsync(new TimingActor.Handed(Stopwatch.GetTimestamp()));
        await actor.Done;
        return CapacityFigures.Of(latencies, watch.Elapsed, await HeldAsync(system, capacity));
    }

    static async Task<long> HeldAsync(ActorSystem system, int capacity)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var target = system.ActorOf(Props.Create(() => new TimingActor(new long[1], gate.Task)).WithBoundedMailbox(capacity, MailboxOverflow.Await));
        var nothing = new object();
        await target.TellAsync(nothing);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        while (target.TryTell(nothing))
        {
        }
        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        gate.SetResult();
        return held;
    }
}
