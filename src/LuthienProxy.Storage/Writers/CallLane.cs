namespace LuthienProxy.Storage.Writers;

/// <summary>
/// One caller's way to a driver that may block, hang, or never return: each call has a thread and a time limit, and a call that is given up holds up neither
/// the caller nor the next call. One call at a time.
/// </summary>
/// <param name="name">Of its threads.</param>
/// <param name="limit">How long a call may take.</param>
/// <param name="time">The clock.</param>
sealed class CallLane(string name, TimeSpan limit, TimeProvider time) : IDisposable
{
    /// <summary>So many calls may hang; beyond that, no further one is made until one of them returns.</summary>
    internal const int MaxHung = 3;

    WorkThread _thread = new(name);
    int _open;

    /// <summary>Whether a call holds the present thread.</summary>
    public bool IsBusy => _thread.IsBusy;

    /// <exception cref="TimeoutException">The call did not return in time, or too many calls before it have not returned yet.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        if (Volatile.Read(ref _open) > MaxHung)
            throw new TimeoutException($"{MaxHung} calls have not returned.");
        if (Volatile.Read(ref _open) > 0 && _thread.IsBusy)
            Replace();
        using var deadline = new CancellationTokenSource(limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var token = stop.Token;
        Interlocked.Increment(ref _open);
        var running = _thread.RunAsync(() => CountedAsync(call, token));
        try
        {
            return await running.WaitAsync(token);
        }
        catch (OperationCanceledException cause) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {limit.TotalSeconds:0.#} s.", cause);
        }
    }

    public void Dispose() => _thread.Dispose();

    async Task<T> CountedAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken token)
    {
        try
        {
            return await call(token);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    // The old thread ends by itself when its call returns.
    void Replace()
    {
        _thread.Dispose();
        _thread = new(name);
    }
}
