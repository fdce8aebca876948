using LuthienProxy.LoadTest.Generating;
using LuthienProxy.LoadTest.Measuring;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>A soak: 1. rounds that warm up, 2. rounds that count, each weighed at rest, 3. the end, when everything must be back where it began.</summary>
sealed class SoakRun(SoakPlan plan, SoakTarget target, TimeProvider time)
{
    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    readonly Figures _figures = new();
    long _calls;
    int _turnedAway;

    /// <summary>Runs it to its end.</summary>
    /// <param name="tell">Hears of each sample, those of the warm-up too.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<SoakReport> RunAsync(Action<SoakSample> tell, CancellationToken stop)
    {
        var samples = new List<SoakSample>();
        for (var round = 0; round < plan.WarmUps + plan.Rounds; round++)
        {
            await WorkAsync(round, stop);
            samples.Add(await WeighAsync(stop));
            tell(samples[^1]);
        }
        var measured = samples.Skip(plan.WarmUps - 1).ToList();
        var (end, places) = await EndAsync(measured[0], stop);
        return SoakReport.Of(plan, measured, end, places, _turnedAway, _figures);
    }

    async Task WorkAsync(int round, CancellationToken stop)
    {
        var pages = Pages.ComeAndGoAsync(target, plan.Pages, time, stop);
        await Task.WhenAll(LoadAsync(plan.Short, stop), LoadAsync(plan.Long, stop), FailingCalls.MakeAsync(target, round, plan.Faults, stop), pages);
        _turnedAway += plan.Pages - await pages;
        _calls += plan.Calls + plan.LongStreams + plan.Faults + plan.Pages;
    }

    async Task LoadAsync(Plans.LoadPlan calls, CancellationToken stop)
    {
        if (calls.MaxCalls > 0)
            await new LoadRun(calls, target.Target, _figures, new Observer(_figures, null, time), time).RunAsync(static _ => { }, stop);
    }

    async Task<SoakSample> WeighAsync(CancellationToken stop)
    {
        var actors = -1;
        await WhenAsync(async () =>
        {
            var before = actors;
            actors = await target.ActorsAsync(stop);
            return actors == before && await target.WaitingAsync(stop) == 0;
        }, stop);
        var heap = await HeapProbe.CollectAsync(target.Process, stop);
        var process = target.Figures();
        return new(_calls, _figures.Deltas, heap.Live, process.WorkingSet, process.Handles, process.Threads, await target.ActorsAsync(stop));
    }

    // Timers and pools let go after a while; what is a leak does not.
    async Task<(SoakSample Sample, int Places)> EndAsync(SoakSample first, CancellationToken stop)
    {
        var places = 0;
        await WhenAsync(async () => (places = await Pages.PlacesAsync(target, SoakPlan.Places, stop)) == SoakPlan.Places, stop);
        await WhenAsync(async () => IsBack(first, target.Figures(), await target.ActorsAsync(stop)), stop);
        return (await WeighAsync(stop), places);
    }

    bool IsBack(SoakSample first, ProcessSample now, int actors) =>
        now.Handles <= first.Handles + plan.SpareHandles && now.Threads <= first.Threads + plan.SpareThreads && actors <= first.Actors;

    async Task WhenAsync(Func<Task<bool>> holds, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        while (!await holds() && time.GetElapsedTime(began) < plan.Settling)
            await Task.Delay(Glance, time, stop);
    }
}
