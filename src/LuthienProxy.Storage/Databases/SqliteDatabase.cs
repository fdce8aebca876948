using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LuthienProxy.Storage.Databases;

/// <summary>
/// The embedded database: a file in write-ahead mode, one connection that writes and a few that read, which never wait for each other. Thread-safe.
/// </summary>
/// <remarks>SQLite works on the caller's thread: a call holds it for as long as the disk takes.</remarks>
public sealed class SqliteDatabase : IDatabase
{
    readonly string _path;
    readonly TimeProvider _time;
    readonly ConnectionPool _writing;
    readonly ConnectionPool _reading;
    readonly SqliteConnection _writer;
    readonly ConcurrentBag<SqliteConnection> _readers = [];

    /// <summary>Opens the file; makes it and its folder, readable by their owner only, unless they are there.</summary>
    /// <exception cref="SqliteException">It cannot be opened, or is no database.</exception>
    /// <exception cref="IOException">The file or its folder cannot be made.</exception>
    public SqliteDatabase(StorageOptions options, DatabaseUrl.Sqlite url, TimeProvider time)
    {
        Options = options;
        _path = url.Path;
        _time = time;
        _writing = new ConnectionPool("sqlite-writer", 1, options.Pool.Wait, time);
        _reading = new ConnectionPool("sqlite-reader", options.Sqlite.Readers, options.Pool.Wait, time);
        _writer = SqliteConnections.OpenWriter(_path, options);
    }

    /// <inheritdoc/>
    public DatabaseEngine Engine => DatabaseEngine.Sqlite;

    /// <inheritdoc/>
    public StorageOptions Options { get; }

    /// <inheritdoc/>
    public async ValueTask<ConnectionLease> LeaseAsync(DatabaseAccess access, CancellationToken cancellation)
    {
        var pool = access == DatabaseAccess.Write ? _writing : _reading;
        await pool.EnterAsync(cancellation);
        try
        {
            var connection = access == DatabaseAccess.Write ? _writer : _readers.TryTake(out var reader) ? reader : SqliteConnections.OpenReader(_path, Options);
            return new ConnectionLease(connection, () => GiveBack(connection, pool));
        }
        catch
        {
            pool.Leave();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(DatabaseAccess access, TimeSpan limit, Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var lease = await LeaseAsync(access, cancellation);
        using var limited = new WorkLimit(limit, _time, cancellation);
        var handle = ((SqliteConnection)lease.Connection).Handle;
        try
        {
            // The framework's tokens do not reach into a running statement. Disposing waits for a call under way, so the next user is not interrupted.
            await using var stop = limited.Token.Register(() => raw.sqlite3_interrupt(handle));
            limited.Token.ThrowIfCancellationRequested();
            return await work(lease.Connection, limited.Token);
        }
        catch (Exception cause) when (limited.Token.IsCancellationRequested && cause is OperationCanceledException or SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT })
        {
            throw limited.Reason(cause);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var reader in _readers)
            await reader.DisposeAsync();
        await _writer.DisposeAsync();
        _writing.Dispose();
        _reading.Dispose();
    }

    ValueTask GiveBack(SqliteConnection connection, ConnectionPool pool)
    {
        try
        {
            SqliteConnections.Reset(connection);
        }
        finally
        {
            if (connection != _writer)
                _readers.Add(connection);
            pool.Leave();
        }
        return ValueTask.CompletedTask;
    }
}
