using Luthien.Streams.Supervision;

namespace Luthien.Streams;

// How a run is put together, lives and ends:
// (1) a recipe adds stages and drivers, from sink to source; (2) every stage starts, then every driver;
// (3) a failure or a kill travels as signals, drivers end one by one; (4) with the last one gone all stages are disposed, source first;
// (5) the completion is told.
public abstract partial class StreamRun
{
    readonly TaskCompletionSource<StreamResult> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Stage? _stages;
    Driver? _drivers;
    Stage? _decisive;
    Deadlines? _deadlines;
    DropHook? _dropHooks;
    CancellationTokenSource? _aborted;
    Exception? _reported;
    bool _interrupted;
    int _moving;

    internal IMaterializer Materializer { get; }

    internal TimeProvider Time => Materializer.Time;

    internal int EventLimit => Materializer.EventLimit;

    /// <summary>The decider of the stages that are being added.</summary>
    internal Decider? Decider { get; set; }

    /// <summary>The name of the next part that is added.</summary>
    internal string? PendingName { get; set; }

    internal CancellationToken Aborted
    {
        get
        {
            if (_aborted is null && Interlocked.CompareExchange(ref _aborted, new CancellationTokenSource(), comparand: null) is null
                && Volatile.Read(ref _interrupted))
                _aborted.Cancel();
            return _aborted.Token;
        }
    }

    /// <summary>The one timer of the run, for all its deadlines.</summary>
    internal Deadlines Deadlines => _deadlines ??= new Deadlines(Time);

    /// <summary>The newest driver: those above it in the list were added later.</summary>
    internal Driver? Drivers => _drivers;

    internal TStage Add<TStage>(TStage stage)
        where TStage : Stage
    {
        stage.Below = _stages;
        _stages = stage;
        if (PendingName is not null || Decider is not null)
            stage.Traits = new StageTraits(PendingName, Decider);
        PendingName = null;
        return stage;
    }

    internal TDriver AddDriver<TDriver>(TDriver driver)
        where TDriver : Driver
    {
        driver.Below = _drivers;
        _drivers = driver;
        driver.Name = PendingName;
        PendingName = null;
        return driver;
    }

    internal void AddDropHook<T>(Action<T> hook) => _dropHooks = new DropHook(hook, _dropHooks);

    /// <summary>Names the sink whose end is the run's end.</summary>
    internal void DecideBy(Stage sink) => _decisive = sink;

    internal void Start()
    {
        Materializer.Count(1);
        _moving = 1;
        for (var stage = _stages; stage is not null; stage = stage.Below)
            stage.Start();
        _deadlines?.Start();
        for (var driver = _drivers; driver is not null; driver = driver.Below)
        {
            if (driver.StartsWithRun)
                Launch(driver);
        }

        _ = Leave().AsTask();
    }

    internal void Launch(Driver driver)
    {
        Interlocked.Increment(ref _moving);
        driver.Start();
    }

    /// <summary>A driver moves no more. The last one out disposes everything.</summary>
    internal async ValueTask Leave()
    {
        if (Interlocked.Decrement(ref _moving) != 0)
            return;
        if (_deadlines is not null)
            await _deadlines.DisposeAsync().ConfigureAwait(false);
        for (var stage = _stages; stage is not null; stage = stage.Below)
            await stage.Dispose().ConfigureAwait(false);
        Materializer.Count(-1);
        _completion.SetResult(new StreamResult(DecideOutcome(), CountStages()));
    }

    internal void Drop<T>(T element)
    {
        for (var hook = _dropHooks; hook is not null; hook = hook.Next)
        {
            if (hook.Callback is Action<T> take)
                take(element);
        }
    }

    /// <summary>Keeps a failure that has no stage below it to hear of it.</summary>
    internal void Report(Exception failure) => Interlocked.CompareExchange(ref _reported, failure, comparand: null);

    void CancelAborted()
    {
        Volatile.Write(ref _interrupted, value: true);
        Interlocked.MemoryBarrier();
        _ = Volatile.Read(ref _aborted)?.CancelAsync();
    }

    StreamOutcome DecideOutcome()
    {
        var outcome = _decisive?.Outcome ?? StreamOutcome.Completed.Instance;
        return _reported is { } failure && outcome is not StreamOutcome.Failed ? new StreamOutcome.Failed(failure) : outcome;
    }

    StageCount[] CountStages()
    {
        List<StageCount>? counts = null;
        for (var driver = _drivers; driver is not null; driver = driver.Below)
        {
            if (driver.Name is { } name)
                (counts ??= []).Add(new StageCount(name, driver.Pushed, Dropped: 0, Faults: 0));
        }

        for (var stage = _stages; stage is not null; stage = stage.Below)
        {
            if (stage.Traits is { Name: { } name } traits)
                (counts ??= []).Add(new StageCount(name, stage.Received, stage.Dropped, traits.Faults));
        }

        return counts?.ToArray() ?? [];
    }

    sealed record DropHook(Delegate Callback, DropHook? Next);
}
