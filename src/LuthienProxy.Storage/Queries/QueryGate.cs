using System.Data.Common;
using System.Net.Sockets;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries.Sql;
using Npgsql;

namespace LuthienProxy.Storage.Queries;

/// <summary>
/// Lets a bounded number of reads at the database, ends each in time, and says what a failure means. Thread-safe.
/// </summary>
sealed class QueryGate(IDatabase database, QueryOptions options, TimeSpan limit, TimeProvider time) : IDisposable
{
    static readonly QueryFailure.NotFound NotFound = new();
    static readonly QueryFailure.TimedOut TimedOut = new();
    static readonly QueryFailure.Unavailable Unavailable = new();

    readonly QueryDialect _dialect = QueryDialect.Of(database.Engine);
    readonly SemaphoreSlim _reads = new(options.MaxReads);
    readonly SemaphoreSlim _heavy = new(options.MaxHeavyReads);

    /// <summary>What one read may take.</summary>
    internal TimeSpan Limit { get; } = limit;

    /// <summary>Runs a read; null from it means that there is no such thing on record.</summary>
    internal async Task<QueryResult<T>> RunAsync<T>(bool isHeavy, Func<QuerySession, Task<T?>> read, CancellationToken cancellation) where T : class
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var phase = new Phase();
        try
        {
            return await WaitAsync(isHeavy, () => ReadAsync(read, phase, either.Token), either.Token) is { } value ? value : NotFound;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // In time for neither the server nor the network to say a word: that is no slow query.
            return phase.IsConnecting ? Unavailable : TimedOut;
        }
        catch (TimeoutException)
        {
            return TimedOut;
        }
        catch (PostgresException stopped) when (stopped.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return TimedOut;
        }
        catch (DbException) when (phase.IsBeforeMigration)
        {
            return Unavailable;
        }
        catch (Exception failure) when (failure is DbException or SocketException or IOException && !IsOurFault(failure))
        {
            return deadline.IsCancellationRequested && !phase.IsConnecting ? TimedOut : Unavailable;
        }
    }

    public void Dispose()
    {
        _reads.Dispose();
        _heavy.Dispose();
    }

    async Task<T?> WaitAsync<T>(bool isHeavy, Func<Task<T?>> read, CancellationToken cancellation)
    {
        if (isHeavy)
            await _heavy.WaitAsync(cancellation);
        try
        {
            await _reads.WaitAsync(cancellation);
            try
            {
                return await read();
            }
            finally
            {
                _reads.Release();
            }
        }
        finally
        {
            if (isHeavy)
                _heavy.Release();
        }
    }

    Task<T?> ReadAsync<T>(Func<QuerySession, Task<T?>> read, Phase phase, CancellationToken cancellation)
    {
        phase.IsConnecting = true;
        return database.RunAsync(DatabaseAccess.Read, Limit, async (connection, stop) =>
        {
            phase.IsConnecting = false;
            var session = new QuerySession(connection, _dialect, stop);
            try
            {
                return await read(session);
            }
            catch (DbException failure) when (IsOurFault(failure))
            {
                // Where the database was away at start, its schema comes with the first write: until then there is nothing to read.
                phase.IsBeforeMigration = (await session.ListAsync(_dialect.SchemaSql, static row => row.GetInt32(0))).Count == 0;
                throw;
            }
        }, cancellation);
    }

    // A statement that the engine does not understand is a bug here, and must not be told as the database's absence.
    static bool IsOurFault(Exception failure) => failure is PostgresException { SqlState: ['4', '2', ..] } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 1 };

    sealed class Phase
    {
        public bool IsConnecting { get; set; }

        public bool IsBeforeMigration { get; set; }
    }
}
