namespace Luthien.Streams;

/// <summary>The first half of a concatenation: when its source is done, it starts the second instead of ending what is below.</summary>
sealed class ConcatStage<T>(JoinedUpstream joined) : FlowStage<T, T>
{
    List<Driver> _second = [];

    internal override bool IsTransparent => true;

    protected override ValueTask OnNext(T element) => Push(element);

    /// <summary>Takes over the drivers that were added to the run after <paramref name="before"/>: they wait.</summary>
    internal void Hold(Driver? newest, Driver? before)
    {
        for (var driver = newest; driver != before && driver is not null; driver = driver.Below)
        {
            if (!driver.StartsWithRun)
                continue;
            driver.StartsWithRun = false;
            _second.Add(driver);
        }
    }

    internal override void Attach(Upstream upstream)
    {
        joined.First = upstream;
        AttachSelf(upstream);
        Next.Attach(joined);
    }

    internal override ValueTask EndBelow(Exception? failure)
    {
        if (failure is not null)
            return base.EndBelow(failure);
        joined.SecondStarted = true;
        var drivers = Interlocked.Exchange(ref _second, []);
        foreach (var driver in drivers)
            Upstream.Run.Launch(driver);
        return default;
    }
}
