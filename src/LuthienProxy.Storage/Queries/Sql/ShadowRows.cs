using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>Decisions of policies that only look on.</summary>
static class ShadowRows
{
    /// <summary>The latest of them, the newest first.</summary>
    internal static string LatestSql(QueryDialect dialect) => $"""
        select e.transaction_id, e.created_at, e.data from {dialect.ShadowSource}
        where e.type = 'policy_decided' and {dialect.IsShadow} and e.created_at >= @since order by e.created_at desc limit @limit
        """;

    /// <inheritdoc cref="LatestSql"/>
    internal static Task<List<Row>> LatestAsync(QuerySession session, DateTimeOffset since, int limit) => session.ListAsync(
        LatestSql(session.Dialect),
        row => new Row(session.Dialect.ReadId(row, 0), session.Dialect.ReadTime(row, 1), StoredEventReader.Decision(row.GetString(2))),
        ("since", since), ("limit", limit));

    /// <summary>One of them.</summary>
    /// <param name="Id">The call that it was about.</param>
    /// <param name="At">When.</param>
    /// <param name="Decided">What it was, but not what it saw; null where it cannot be understood.</param>
    internal sealed record Row(TransactionId Id, DateTimeOffset At, PolicyDecided? Decided);
}
