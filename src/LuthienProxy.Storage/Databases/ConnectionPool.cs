using System.Data.Common;

namespace LuthienProxy.Storage.Databases;

/// <summary>
/// Lets a fixed number of callers have a connection at once; one more waits for a bounded time. Thread-safe.
/// </summary>
/// <remarks>Npgsql's pool bounds the wait too, but only together with the time to connect, and its exceptions do not tell the two apart.</remarks>
sealed class ConnectionPool(string name, int size, TimeSpan wait, TimeProvider time) : IDisposable
{
    readonly SemaphoreSlim _free = new(size, size);

    /// <summary>Waits for a place, then opens a connection; closing it gives the place back.</summary>
    /// <exception cref="PoolExhaustedException">No place became free in time.</exception>
    public async ValueTask<ConnectionLease> LeaseAsync<T>(Func<CancellationToken, ValueTask<T>> open, Func<T, ValueTask> close, CancellationToken cancellation)
        where T : DbConnection
    {
        await EnterAsync(cancellation);
        T? connection = null;
        try
        {
            connection = await open(cancellation);
        }
        finally
        {
            if (connection is null)
                Leave();
        }
        return new ConnectionLease(connection, () => GiveBackAsync(connection, close));
    }

    public void Dispose() => _free.Dispose();

    async ValueTask EnterAsync(CancellationToken cancellation)
    {
        var begun = time.GetTimestamp();
        if (!_free.Wait(0, CancellationToken.None))
            await WaitAsync(cancellation);
        DatabaseTelemetry.Waited(name, time.GetElapsedTime(begun));
        DatabaseTelemetry.Used(name, 1);
    }

    void Leave()
    {
        DatabaseTelemetry.Used(name, -1);
        _free.Release();
    }

    async ValueTask GiveBackAsync<T>(T connection, Func<T, ValueTask> close)
    {
        try
        {
            await close(connection);
        }
        finally
        {
            Leave();
        }
    }

    async Task WaitAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await _free.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            DatabaseTelemetry.Exhausted(name);
            throw new PoolExhaustedException(name, wait);
        }
    }
}
