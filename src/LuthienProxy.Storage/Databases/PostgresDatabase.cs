using System.Data.Common;
using Npgsql;

namespace LuthienProxy.Storage.Databases;

/// <summary>A database of a PostgreSQL server, through a pool of connections. Nothing connects before it is asked for a connection. Thread-safe.</summary>
public sealed class PostgresDatabase : IDatabase
{
    const string PoolName = "postgres";

    readonly NpgsqlDataSource _source;
    readonly ConnectionPool _pool;
    readonly TimeProvider _time;

    /// <summary>Takes what the URL says; the settings of pool and timeouts win over what it says of those.</summary>
    public PostgresDatabase(StorageOptions options, DatabaseUrl.Postgres url, TimeProvider time)
    {
        Options = options;
        _time = time;
        _pool = new ConnectionPool(PoolName, options.Pool.Max, options.Pool.Wait, time);
        _source = NpgsqlDataSource.Create(ConnectionString(options, url));
    }

    /// <inheritdoc/>
    public DatabaseEngine Engine => DatabaseEngine.Postgres;

    /// <inheritdoc/>
    public StorageOptions Options { get; }

    /// <inheritdoc/>
    public async ValueTask<ConnectionLease> LeaseAsync(DatabaseAccess access, CancellationToken cancellation)
    {
        await _pool.EnterAsync(cancellation);
        try
        {
            var connection = await _source.OpenConnectionAsync(cancellation);
            return new ConnectionLease(connection, () => GiveBackAsync(connection));
        }
        catch
        {
            _pool.Leave();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<T> RunAsync<T>(DatabaseAccess access, TimeSpan limit, Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        await using var lease = await LeaseAsync(access, cancellation);
        using var limited = new WorkLimit(limit, _time, cancellation);
        try
        {
            return await work(lease.Connection, limited.Token);
        }
        catch (Exception cause) when (limited.Token.IsCancellationRequested && cause is OperationCanceledException or NpgsqlException)
        {
            throw limited.Reason(cause);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _pool.Dispose();
    }

    async ValueTask GiveBackAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.DisposeAsync();
        }
        finally
        {
            _pool.Leave();
        }
    }

    static string ConnectionString(StorageOptions options, DatabaseUrl.Postgres url)
    {
        var given = new NpgsqlConnectionStringBuilder(url.ConnectionString);
        given.ApplicationName ??= "luthien-proxy";
        given.MinPoolSize = options.Pool.Min;
        given.MaxPoolSize = options.Pool.Max;
        given.Timeout = Seconds(options.Pool.ConnectTimeout);
        given.ConnectionIdleLifetime = Seconds(options.Pool.IdleLifetime);
        // The pruning interval may not be longer than the lifetime.
        given.ConnectionPruningInterval = Math.Min(10, given.ConnectionIdleLifetime);
        given.KeepAlive = Seconds(options.Pool.Keepalive);
        // A net below the limits of RunAsync, for those who lease a connection.
        given.CommandTimeout = Math.Max(Seconds(options.CommandTimeout), Seconds(options.QueryTimeout));
        given.Enlist = false;
        return given.ConnectionString;
    }

    static int Seconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
