using System.Runtime;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline;

namespace LuthienProxy.Host.Heap;

/// <summary>Looks at the heap every second and does what <see cref="HeapWatch"/> says.</summary>
sealed class HeapService(Gateway gateway, GatewaySettings settings, TimeProvider time) : BackgroundService
{
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    readonly HeapWatch _watch = new(settings.Server.GiveBackAfter is { IsInfinite: false } after ? after.ToTimeSpan() : TimeSpan.MaxValue);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat, time);
        try
        {
            while (await beat.WaitForNextTickAsync(stoppingToken))
                Act(_watch.Look(HeapView.Now(), gateway.Stats.Running, Beat));
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    void Act(HeapAction action)
    {
        switch (action)
        {
            case HeapAction.Collect:
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
                break;
            case HeapAction.GiveBack:
                GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
                _watch.GaveBack(HeapView.Now());
                break;
        }
    }
}
