using System.Data.Common;

namespace LuthienProxy.Storage.Databases;

/// <summary>A connection for one user at a time; disposing gives it back. Not thread-safe.</summary>
public sealed class ConnectionLease(DbConnection connection, Func<ValueTask> giveBack) : IAsyncDisposable
{
    Func<ValueTask>? _giveBack = giveBack;

    /// <summary>The open connection; an <c>NpgsqlConnection</c> or a <c>SqliteConnection</c>.</summary>
    public DbConnection Connection { get; } = connection;

    /// <summary>Gives it back; a second time does nothing.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _giveBack, null)?.Invoke() ?? ValueTask.CompletedTask;
}
