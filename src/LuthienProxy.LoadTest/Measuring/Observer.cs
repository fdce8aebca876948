namespace LuthienProxy.LoadTest.Measuring;

/// <summary>Looks at a run once a second, and keeps its course. Not thread-safe.</summary>
/// <param name="figures">The run's.</param>
/// <param name="target">The target's process; null when it is not known.</param>
/// <param name="time">The clock.</param>
sealed class Observer(Figures figures, int? target, TimeProvider time)
{
    const double Mebi = 1 << 20;

    readonly long _began = time.GetTimestamp();
    readonly Course _course = new();
    (TimeSpan Time, long Clean, long Deltas)? _underLoad;
    (TimeSpan At, long Ended, long Deltas, long Failed) _last;
    (ProcessSample? First, ProcessSample? Last, long Peak) _target = (Sample(target), Sample(target), 0);
    (ProcessSample? First, ProcessSample? Last) _generator = (ProcessProbe.ReadOwn(), ProcessProbe.ReadOwn());

    /// <summary>Since the run began.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>The course so far.</summary>
    public IReadOnlyList<Moment> Moments => _course.Moments;

    /// <summary>The last moment; null before the first.</summary>
    public Moment? Latest { get; private set; }

    /// <summary>The target at the beginning and now; null when it is not known.</summary>
    public (ProcessSample First, ProcessSample Last)? Target => _target is ({ } first, { } last, _) ? (first, last) : null;

    /// <summary>The most that the target had in memory when looked at, in bytes.</summary>
    public long TargetPeak => _target.Peak;

    /// <summary>This process at the beginning and now; null where it cannot be read.</summary>
    public (ProcessSample First, ProcessSample Last)? Generator => _generator is ({ } first, { } last) ? (first, last) : null;

    /// <summary>How long calls were begun, and how many clean ones and deltas there were then: what rates are made of. Until the profile is over, all there is.</summary>
    public (TimeSpan Time, long Clean, long Deltas) UnderLoad => _underLoad ?? (Elapsed, figures.Clean, figures.Deltas);

    /// <summary>The profile is over: what comes now is the tail of the last calls, and no rate.</summary>
    public void EndLoad() => _underLoad ??= UnderLoad;

    /// <summary>Takes the next moment.</summary>
    public void Look()
    {
        var (at, ended, deltas, failed) = (Elapsed, figures.Clean + figures.Failed + figures.Left, figures.Deltas, figures.Failed);
        var seconds = Math.Max((at - _last.At).TotalSeconds, 1e-3);
        var (targetNow, generatorNow) = (Sample(target), ProcessProbe.ReadOwn());
        var interval = figures.TakeInterval();
        Latest = new(
            at.TotalSeconds, figures.Open, (ended - _last.Ended) / seconds, (deltas - _last.Deltas) / seconds, (failed - _last.Failed) / seconds,
            Milliseconds(interval.Quantile(0.5)), Milliseconds(interval.Quantile(0.99)),
            Cores(_target.Last, targetNow, seconds), targetNow?.WorkingSet / Mebi, Cores(_generator.Last, generatorNow, seconds));
        _course.Add(Latest);
        _last = (at, ended, deltas, failed);
        _target = (_target.First, targetNow ?? _target.Last, Math.Max(_target.Peak, targetNow?.WorkingSet ?? 0));
        _generator = (_generator.First, generatorNow ?? _generator.Last);
    }

    static double? Cores(ProcessSample? before, ProcessSample? now, double seconds) => (now?.Cpu - before?.Cpu)?.TotalSeconds / seconds;

    static double Milliseconds(long ticks) => TimeSpan.FromTicks(ticks).TotalMilliseconds;

    static ProcessSample? Sample(int? process) => process is { } id ? ProcessProbe.Read(id) : null;
}
