using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Generating;

/// <summary>A run from its first call to its last: moves the number of clients along the profile, ends what is silent, and looks once a second.</summary>
sealed class LoadRun(LoadPlan plan, Target target, Figures figures, Observer observer, TimeProvider time)
{
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    readonly Fleet _fleet = new(plan, target, figures, time);

    /// <summary>Calls begun.</summary>
    public int Calls => _fleet.Calls;

    /// <summary>Runs it to its end.</summary>
    /// <param name="tell">Hears of each look.</param>
    /// <param name="stop">Ends it early: calls under way are cut off.</param>
    public async Task RunAsync(Action<LoadRun> tell, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var ending = Task.CompletedTask;
        var looks = 0;
        using var timer = new PeriodicTimer(Beat, time);
        for (var isEnding = false; !isEnding || !ending.IsCompleted;)
        {
            var elapsed = time.GetElapsedTime(began);
            if (elapsed >= plan.Profile.For)
                observer.EndLoad();
            if (!isEnding && (elapsed >= plan.Profile.For || _fleet.IsSpent || stop.IsCancellationRequested))
                (isEnding, ending) = (true, _fleet.EndAsync(stop));
            else if (!isEnding)
                _fleet.Want(plan.Profile.At(elapsed));
            if (elapsed >= (looks + 1) * Glance)
            {
                looks++;
                _fleet.EndSilent();
                observer.Look();
                tell(this);
            }
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        await ending;
        observer.Look();
        tell(this);
    }
}
