using Dapper;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Nodes;

/// <summary>What the database knows of nodes and of what they left open. Thread-safe.</summary>
/// <remarks>
/// On a server, time is the server's: clocks of hosts differ. An embedded database has one node, which holds its directory's lock: every other node that it knows
/// is a dead one. A process that was given its name may find calls of its own name: those that were opened before it began are its predecessor's.
/// </remarks>
sealed class NodeRecords(IDatabase database, NodeOptions options, TimeProvider time)
{
    const string Extents = $"""
        t.transaction_id as Id, t.event_count as Events,
        (select data from transaction_events e where e.transaction_id = t.transaction_id and e.type = '{EventTypes.OriginalSegment}' order by e.sequence desc limit 1) as Original,
        (select data from transaction_events e where e.transaction_id = t.transaction_id and e.type = '{EventTypes.DeliveredSegment}' order by e.sequence desc limit 1) as Delivered
        """;

    const string OfEveryOtherNode = $"""
        select {Extents} from transactions t
        where t.ended_at is null and (t.node_id <> @Node or t.opened_at < @Started) and (@After is null or t.transaction_id > @After)
        order by t.transaction_id limit @Count
        """;

    // A node without a row may have lost its database before it could say that it lives; then its calls are young.
    const string OfDeadNodes = $"""
        select {Extents} from transactions t left join gateway_nodes n on n.node_id = t.node_id
        where t.ended_at is null and (t.node_id <> @Node or t.opened_at < @Started) and (@After::uuid is null or t.transaction_id > @After)
            and (t.node_id = @Node or t.node_id = @Predecessor or coalesce(n.stopped_at, n.heartbeat_at, t.opened_at) < clock_timestamp() - @LapseAfter)
        order by t.transaction_id limit @Count
        """;

    readonly object _started = StoredValue.Of(database.Engine, time.GetUtcNow());

    object Clock => StoredValue.Of(database.Engine, time.GetUtcNow());

    string Now => database.Engine == DatabaseEngine.Postgres ? "clock_timestamp()" : "@Now";

    /// <summary>Says that this node lives, and how it is.</summary>
    public Task BeatAsync(NodeReport report, CancellationToken cancellation) => ExecuteAsync(
        $"""
        insert into gateway_nodes (node_id, started_at, heartbeat_at, version, is_stopping, open_calls, policy_name, policy_version)
        values (@Node, @Started, {Now}, @Version, @IsStopping, @OpenCalls, @PolicyName, @PolicyVersion)
        on conflict (node_id) do update set started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at, stopped_at = null, version = excluded.version,
            is_stopping = excluded.is_stopping, open_calls = excluded.open_calls, policy_name = excluded.policy_name, policy_version = excluded.policy_version
        """,
        new { options.Node, Started = _started, Now = Clock, report.Version, report.IsStopping, report.OpenCalls, report.PolicyName, report.PolicyVersion }, cancellation);

    /// <summary>Says that this node ends in good order.</summary>
    public Task LeaveAsync(CancellationToken cancellation) =>
        ExecuteAsync($"update gateway_nodes set stopped_at = {Now} where node_id = @Node", new { options.Node, Now = Clock }, cancellation);

    /// <summary>A page of the transactions that dead nodes have left open, in order of their ids.</summary>
    public async Task<IReadOnlyList<OpenTransaction>> LeftOpenAsync(OpenTransaction? after, CancellationToken cancellation)
    {
        var values = new
        {
            options.Node,
            options.Predecessor,
            options.LapseAfter,
            Started = _started,
            After = after is null ? null : StoredValue.Of(database.Engine, after.TransactionId),
            Count = options.RecoveryBatch,
        };
        var sql = database.Engine == DatabaseEngine.Postgres ? OfDeadNodes : OfEveryOtherNode;
        var rows = await database.ReadAsync((connection, stop) => connection.QueryAsync<Row>(new CommandDefinition(sql, values, cancellationToken: stop)), cancellation);
        return [.. rows.Select(row => new OpenTransaction(StoredValue.Id(row.Id), row.Events, SegmentReach.OfOriginal(row.Original), SegmentReach.OfDelivered(row.Delivered)))];
    }

    Task<int> ExecuteAsync(string sql, object values, CancellationToken cancellation) =>
        database.WriteAsync((connection, stop) => connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: stop)), cancellation);

    sealed record Row
    {
        public object Id { get; init; } = "";

        public int Events { get; init; }

        public string? Original { get; init; }

        public string? Delivered { get; init; }
    }
}
