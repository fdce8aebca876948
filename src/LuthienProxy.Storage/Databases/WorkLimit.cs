namespace LuthienProxy.Storage.Databases;

/// <summary>The time that one piece of work may take, and what its end means. Used by one caller.</summary>
/// <remarks>
/// Work is stopped from a thread of its own: Npgsql asks the server to cancel with blocking calls, and while a server hangs those would hold
/// threads that the whole process shares.
/// </remarks>
sealed class WorkLimit : IDisposable
{
    /// <summary>How long stopping may take before the caller is let go without.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    readonly TimeSpan _limit;
    readonly CancellationToken _caller;
    readonly CancellationTokenSource _timer;
    readonly CancellationTokenSource _overdue;
    readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly List<IDisposable> _registrations = [];

    // Never disposed: the thread that cancels it may come late. It has no timer, so nothing leaks.
    readonly CancellationTokenSource _stop = new();
    int _isStopping;

    public WorkLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _overdue = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        _registrations.Add(_overdue.Token.UnsafeRegister(_ => _letGo.TrySetResult(), null));
        _registrations.Add(_timer.Token.UnsafeRegister(_ => Stop(), null));
        _registrations.Add(caller.UnsafeRegister(_ => Stop(), null));
    }

    /// <summary>Cancelled when the limit passes or the caller gives up.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether either has happened.</summary>
    public bool IsOver => Volatile.Read(ref _isStopping) == 1;

    /// <summary>The work's answer, or the reason for its end; the latter also when the work cannot be stopped, which then goes on unwatched.</summary>
    public async Task<T> FirstOfAsync<T>(Task<T> work)
    {
        if (await Task.WhenAny(work, _letGo.Task) == work)
            return await work;
        // Whatever becomes of it, nobody is left to be told.
        _ = work.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        throw Reason(null);
    }

    /// <summary>What the caller is told instead of the engine's word for being stopped.</summary>
    public Exception Reason(Exception? cause) => _caller.IsCancellationRequested
        ? new OperationCanceledException("The caller gave up.", cause, _caller)
        : new TimeoutException($"The database did not finish within {_limit.TotalSeconds:0.###} s.", cause);

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _timer.Dispose();
        _overdue.Dispose();
    }

    void Stop()
    {
        if (Interlocked.Exchange(ref _isStopping, 1) == 1)
            return;
        _overdue.CancelAfter(Grace);
        _ = Task.Factory.StartNew(_stop.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
