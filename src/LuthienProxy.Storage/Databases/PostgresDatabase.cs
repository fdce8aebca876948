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
    public ValueTask<ConnectionLease> LeaseAsync(DatabaseAccess access, CancellationToken cancellation) =>
        _pool.LeaseAsync(_source.OpenConnectionAsync, connection => connection.DisposeAsync(), cancellation);

    /// <inheritdoc/>
    /// <remarks>A server that hangs cannot be asked to stop either: its callers are let go a second after the limit, the connection when Npgsql gives it up.</remarks>
    public async Task<T> RunAsync<T>(DatabaseAccess access, TimeSpan limit, Func<DbConnection, CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var lease = await LeaseAsync(access, cancellation);
        var limited = new WorkLimit(limit, _time, cancellation);
        return await limited.FirstOfAsync(RunAsync(lease, limited, work));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _pool.Dispose();
    }

    static async Task<T> RunAsync<T>(ConnectionLease lease, WorkLimit limited, Func<DbConnection, CancellationToken, Task<T>> work)
    {
        try
        {
            return await work(lease.Connection, limited.Token);
        }
        catch (Exception cause) when (limited.IsOver && cause is OperationCanceledException or NpgsqlException)
        {
            throw limited.Reason(cause);
        }
        finally
        {
            limited.Dispose();
            await lease.DisposeAsync();
        }
    }

    /// <summary>What a connection needs that stands beside the pool, because somebody keeps it for as long as the process lives.</summary>
    internal static string LoneConnectionString(StorageOptions options, DatabaseUrl.Postgres url) =>
        new NpgsqlConnectionStringBuilder(ConnectionString(options, url)) { Pooling = false }.ConnectionString;

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
