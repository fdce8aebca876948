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
    public ValueTask<ConnectionLease> LeaseAsync(DatabaseAccess access, CancellationToken cancellation) => access == DatabaseAccess.Write
        ? _writing.LeaseAsync(_ => ValueTask.FromResult(_writer), GiveBack, cancellation)
        : _reading.LeaseAsync(_ => ValueTask.FromResult(_readers.TryTake(out var reader) ? reader : SqliteConnections.OpenReader(_path, Options)), GiveBackReader, cancellation);

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
            return await work(lease.Connection, limited.Token);
        }
        catch (Exception cause) when (limited.IsOver && cause is OperationCanceledException or SqliteException { SqliteErrorCode: raw.SQLITE_INTERRUPT })
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

    static ValueTask GiveBack(SqliteConnection connection)
    {
        SqliteConnections.Reset(connection);
        return ValueTask.CompletedTask;
    }

    ValueTask GiveBackReader(SqliteConnection connection)
    {
        SqliteConnections.Reset(connection);
        _readers.Add(connection);
        return ValueTask.CompletedTask;
    }
}
