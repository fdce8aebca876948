namespace Luthien.Streams;

/// <summary>One live stream: how to stop it, what it has seen, and how it ended.</summary>
/// <remarks>Safe to use from any thread. It is its own kill switch: the first of <see cref="Shutdown"/> and <see cref="Abort"/> decides the end.</remarks>
public abstract partial class StreamRun
{
    private protected StreamRun(IMaterializer materializer) => Materializer = materializer;

    /// <summary>Done when nothing of the run moves any more and every stage is disposed. Never faults: a failure is in the result.</summary>
    public Task<StreamResult> Completion => _completion.Task;

    /// <summary>The counts of the named stages so far, from source to sink. Read without a lock: approximate while the run lives.</summary>
    public IReadOnlyList<StageCount> Counts => CountStages();

    /// <summary>Ends the stream as if its sources had ended: what is under way and what stages hold back is still delivered.</summary>
    public void Shutdown()
    {
        for (var driver = _drivers; driver is not null; driver = driver.Below)
            driver.Shutdown();
    }

    /// <summary>Fails the stream now: the failure overtakes what is buffered, and <see cref="Stage.Aborted"/> is cancelled.</summary>
    /// <param name="cause">The failure that the sink hears of.</param>
    public void Abort(Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        for (var driver = _drivers; driver is not null; driver = driver.Below)
            driver.End(at: null, cause);
        CancelAborted();
    }

    /// <summary>Stops the run when a token is cancelled. The registration ends with the run.</summary>
    /// <param name="token">For instance that of a request whose client may leave.</param>
    /// <param name="graceful">True for <see cref="Shutdown"/>; false for <see cref="Abort"/> with an <see cref="OperationCanceledException"/>.</param>
    public void StopOn(CancellationToken token, bool graceful = false)
    {
        if (!token.CanBeCanceled)
            return;
        var registration = graceful
            ? token.UnsafeRegister(static run => ((StreamRun)run!).Shutdown(), this)
            : token.UnsafeRegister(static (run, source) => ((StreamRun)run!).Abort(new OperationCanceledException(source)), this);
        _ = Completion.ContinueWith(
            static (_, state) => ((CancellationTokenRegistration)state!).Unregister(),
            registration,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
