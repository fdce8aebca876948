using Dapper;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Nodes;

/// <summary>The nodes that share a database, as it knows them. Thread-safe.</summary>
/// <remarks>Whether one lives is judged by the server's clock, as recovery does. An embedded database has one node: every other that it knows is gone.</remarks>
/// <param name="database">The database, its schema up to date.</param>
/// <param name="options">This node's name, and when others count as dead.</param>
/// <param name="time">The clock, where the database has none of its own.</param>
public sealed class KnownNodes(IDatabase database, NodeOptions options, TimeProvider time)
{
    /// <summary>The most nodes in an answer; those that live come first.</summary>
    public const int Most = 200;

    /// <summary>For how long nodes are shown that are gone.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    string Sql => $"""
        select node_id as Node, started_at as StartedAt, heartbeat_at as SeenAt, version as Version, is_stopping as IsStopping, open_calls as OpenCalls,
            policy_name as PolicyName, policy_version as PolicyVersion, (stopped_at is not null or heartbeat_at < {Ago(nameof(Moments.Lapsed))}) as IsGone
        from gateway_nodes where heartbeat_at >= {Ago(nameof(Moments.Forgotten))}
        order by (stopped_at is not null or heartbeat_at < {Ago(nameof(Moments.Lapsed))}), heartbeat_at desc limit {Most}
        """;

    /// <summary>The nodes that live and those that are gone for no longer than <see cref="Remembered"/>.</summary>
    /// <remarks>Throws what <see cref="IDatabase"/> does.</remarks>
    public Task<IReadOnlyList<KnownNode>> ListAsync(CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<KnownNode>>(
        async (connection, stop) => [.. (await connection.QueryAsync<Row>(new CommandDefinition(Sql, Values(), cancellationToken: stop))).Select(Of)], cancellation);

    // The server's clock takes durations, the embedded database the moments themselves.
    string Ago(string moment) => database.Engine == DatabaseEngine.Postgres ? $"clock_timestamp() - @{moment}" : $"@{moment}";

    Moments Values() => database.Engine == DatabaseEngine.Postgres
        ? new(options.LapseAfter, Remembered)
        : new(StoredValue.Of(database.Engine, time.GetUtcNow() - options.LapseAfter), StoredValue.Of(database.Engine, time.GetUtcNow() - Remembered));

    KnownNode Of(Row row) => new(
        row.Node, StoredValue.Time(row.StartedAt), StoredValue.Time(row.SeenAt), row.IsGone || (database.Engine == DatabaseEngine.Sqlite && row.Node != options.Node),
        new NodeReport { Version = row.Version, IsStopping = row.IsStopping, OpenCalls = row.OpenCalls, PolicyName = row.PolicyName, PolicyVersion = row.PolicyVersion });

    sealed record Moments(object Lapsed, object Forgotten);

    sealed record Row
    {
        public string Node { get; init; } = "";

        public object StartedAt { get; init; } = 0L;

        public object SeenAt { get; init; } = 0L;

        public string? Version { get; init; }

        public bool IsStopping { get; init; }

        public int OpenCalls { get; init; }

        public string? PolicyName { get; init; }

        public int? PolicyVersion { get; init; }

        public bool IsGone { get; init; }
    }
}
