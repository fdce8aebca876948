namespace LuthienProxy.Storage.Databases;

/// <summary>The time that one piece of work may take, and what its end means. Used by one caller.</summary>
sealed class WorkLimit : IDisposable
{
    readonly TimeSpan _limit;
    readonly CancellationToken _caller;
    readonly CancellationTokenSource _timer;
    readonly CancellationTokenSource _either;

    public WorkLimit(TimeSpan limit, TimeProvider time, CancellationToken caller)
    {
        _limit = limit;
        _caller = caller;
        _timer = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    /// <summary>Cancelled when the limit passes or the caller gives up.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>What the caller is told instead of the engine's word for being stopped.</summary>
    public Exception Reason(Exception cause) => _caller.IsCancellationRequested
        ? new OperationCanceledException("The caller gave up.", cause, _caller)
        : new TimeoutException($"The database did not finish within {_limit.TotalSeconds:0.###} s.", cause);

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
