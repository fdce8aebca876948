using System.Data.Common;

namespace LuthienProxy.Storage.Databases;

/// <summary>Connections to the journal's database; every wait for them and on them is bounded. Thread-safe.</summary>
/// <remarks>Throws the engine's own exceptions (<see cref="DbException"/>) besides those named.</remarks>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>Whose SQL it understands.</summary>
    DatabaseEngine Engine { get; }

    /// <summary>How it was opened.</summary>
    StorageOptions Options { get; }

    /// <summary>A connection to keep for a while; waits at most <see cref="PoolOptions.Wait"/>.</summary>
    /// <exception cref="PoolExhaustedException">None became free in time.</exception>
    ValueTask<ConnectionLease> LeaseAsync(DatabaseAccess access, CancellationToken cancellation);

    /// <summary>
    /// Runs work on a connection. When the limit passes or the token is cancelled, what the engine is at is stopped, a transaction is rolled back, and the
    /// connection goes back healthy or is closed. The work must use the token that it gets.
    /// </summary>
    /// <remarks>After a <see cref="TimeoutException"/> it is unknown whether a commit happened.</remarks>
    /// <exception cref="PoolExhaustedException">No connection became free in time.</exception>
    /// <exception cref="TimeoutException">The work took longer than the limit.</exception>
    Task<T> RunAsync<T>(DatabaseAccess access, TimeSpan limit, Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation);

    /// <summary>Runs a query within <see cref="StorageOptions.QueryTimeout"/>; otherwise like <see cref="RunAsync"/>.</summary>
    Task<T> ReadAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(DatabaseAccess.Read, Options.QueryTimeout, work, cancellation);

    /// <summary>Runs a write within <see cref="StorageOptions.CommandTimeout"/>; otherwise like <see cref="RunAsync"/>.</summary>
    Task<T> WriteAsync<T>(Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation) =>
        RunAsync(DatabaseAccess.Write, Options.CommandTimeout, work, cancellation);
}
