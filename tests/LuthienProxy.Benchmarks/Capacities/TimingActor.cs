using System.Diagnostics;
using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Capacities;

/// <summary>Notes how old each message is, and waits at a gate before the first one: meanwhile its mailbox fills.</summary>
sealed class TimingActor(long[] latencies, Task gate) : ActorBase
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _taken;

    public Task Done => _done.Task;

    protected internal override async ValueTask OnReceive(object message)
    {
        await gate;
        if (message is not Handed handed)
            return;
        latencies[_taken] = Stopwatch.GetTimestamp() - handed.At;
        if (++_taken == latencies.Length)
            _done.SetResult();
    }

    /// <summary>An element with the time it was handed over.</summary>
    public sealed record Handed(long At);
}
