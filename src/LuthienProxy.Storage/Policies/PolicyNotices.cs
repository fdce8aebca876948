using System.Data.Common;
using System.Net.Sockets;
using LuthienProxy.Storage.Databases;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace LuthienProxy.Storage.Policies;

/// <summary>
/// Hears from a PostgreSQL server, through one connection of its own, that another version has become active. An embedded database has nobody who could tell:
/// there it hears nothing.
/// </summary>
/// <remarks>
/// A notice may be lost (the connection breaks; a pooler between that hands connections round): whoever relies on it also asks now and then. Reconnects for ever,
/// after a pause that doubles up to <see cref="LongestPause"/>, each time with some chance in it, so that nodes do not come back all at once.
/// </remarks>
public sealed class PolicyNotices(IDatabase database, TimeProvider time, ILogger log)
{
    internal const string Channel = "luthien_policy";

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause before the next attempt to connect.</summary>
    public static TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Calls back after each notice, and each time the connection stands: something may have changed before. Ends when cancelled.</summary>
    public async Task ListenAsync(Func<Task> changed, CancellationToken cancellation)
    {
        if (database.Options.Url is not DatabaseUrl.Postgres url)
            return;
        var (isTold, pause) = (false, FirstPause);
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var connection = new NpgsqlConnection(PostgresDatabase.LoneConnectionString(database.Options, url));
                await BeginAsync(connection, cancellation);
                if (isTold)
                    PolicyLog.NoticesReturn(log);
                (isTold, pause) = (false, FirstPause);
                await HearAsync(connection, changed, cancellation);
            }
            catch (Exception cause) when (!cancellation.IsCancellationRequested && cause is DbException or TimeoutException or SocketException or IOException)
            {
                if (!isTold)
                    PolicyLog.NoticesFail(log, cause.GetType().Name);
                isTold = true;
            }
            catch (Exception cause) when (cancellation.IsCancellationRequested && cause is OperationCanceledException or DbException)
            {
                return;
            }
            pause = await RestAsync(pause, cancellation);
        }
    }

    static async Task BeginAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.OpenAsync(cancellation);
        await using var listen = new NpgsqlCommand($"listen {Channel}", connection);
        await listen.ExecuteNonQueryAsync(cancellation);
    }

    static async Task HearAsync(NpgsqlConnection connection, Func<Task> changed, CancellationToken cancellation)
    {
        while (true)
        {
            await changed();
            await connection.WaitAsync(cancellation);
        }
    }

    async Task<TimeSpan> RestAsync(TimeSpan pause, CancellationToken cancellation)
    {
        await Task.Delay(pause * (0.5 + (Random.Shared.NextDouble() / 2)), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return pause * 2 < LongestPause ? pause * 2 : LongestPause;
    }
}
