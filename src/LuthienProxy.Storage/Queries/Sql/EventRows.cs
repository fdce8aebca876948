using System.Data.Common;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>Reads events of calls. Pages are bounded by number and by stored bytes, so that memory is too.</summary>
static class EventRows
{
    const string Columns = "e.transaction_id, e.sequence, e.type, e.created_at, e.data, e.body";

    // The running sum ends a page with the event that passes the limit: one is always answered with.
    internal const string PageSql = """
        select transaction_id, sequence, type, created_at, data, body
        from (
            select p.*, sum(coalesce(length(p.body), 0)) over (order by p.sequence rows between unbounded preceding and 1 preceding) as before_it
            from (select * from transaction_events e where e.transaction_id = @id and e.sequence > @after order by e.sequence limit @limit) p
        ) sized
        where coalesce(before_it, 0) < @bytes order by sequence
        """;

    /// <summary>A page of one call's events.</summary>
    internal static Task<List<EventRow>> PageAsync(QuerySession session, TransactionId id, int after, int limit, int bytes) =>
        session.ListAsync(PageSql, row => Read(session.Dialect, row), ("id", id), ("after", after), ("limit", limit), ("bytes", bytes));

    /// <summary>The events of calls of which content is made.</summary>
    internal static string OfCallsSql(QueryDialect dialect) => $"""
        select {Columns} from transaction_events e
        where {dialect.IsOneOf("e.transaction_id", "@ids")} and e.type in ('request_received', 'upstream_responded', 'original_segment', 'delivered_segment')
        order by e.transaction_id, e.sequence
        """;

    /// <inheritdoc cref="OfCallsSql"/>
    internal static Task<List<EventRow>> OfCallsAsync(QuerySession session, IReadOnlyList<TransactionId> ids) =>
        session.ListAsync(OfCallsSql(session.Dialect), row => Read(session.Dialect, row), ("ids", ids));

    /// <summary>What calls received, to know their histories.</summary>
    internal static Task<List<EventRow>> RequestsAsync(QuerySession session, IReadOnlyList<TransactionId> ids) =>
        session.ListAsync(
            $"select {Columns} from transaction_events e where {session.Dialect.IsOneOf("e.transaction_id", "@ids")} and e.sequence <= 3 and e.type = 'request_received'",
            row => Read(session.Dialect, row), ("ids", ids));

    static EventRow Read(QueryDialect dialect, DbDataReader row) => new(
        dialect.ReadId(row, 0), row.GetInt32(1), row.GetString(2), dialect.ReadTime(row, 3), row.GetString(4), row.IsDBNull(5) ? null : row.GetFieldValue<byte[]>(5));
}
