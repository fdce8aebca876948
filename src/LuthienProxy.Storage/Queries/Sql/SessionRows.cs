using System.Data.Common;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>Rows of <c>sessions</c>, and of the calls of one.</summary>
static class SessionRows
{
    const string Figures = """
        select p.session_id, p.first_at, p.last_at, p.title, count(t.transaction_id), sum(case when t.kind = 'turn' then 1 else 0 end),
            sum(case when t.is_intervened then 1 else 0 end), cast(coalesce(sum(t.input_tokens), 0) as bigint), cast(coalesce(sum(t.output_tokens), 0) as bigint)
        from page p left join transactions t on t.session_id = p.session_id
        group by p.session_id, p.first_at, p.last_at, p.title order by p.last_at desc, p.session_id desc
        """;

    internal const string FirstSql = $"with page as (select * from sessions s order by s.last_at desc, s.session_id desc limit @limit) {Figures}";

    internal const string NextSql =
        $"with page as (select * from sessions s where (s.last_at, s.session_id) < (@at, @session) order by s.last_at desc, s.session_id desc limit @limit) {Figures}";

    internal const string OneSql = $"with page as (select * from sessions s where s.session_id = @session) {Figures}";

    internal const string CallsSql =
        $"select {CallRows.Columns} from transactions t where t.session_id = @session and t.transaction_id > @after order by t.transaction_id limit @limit";

    internal const string CallsBeforeSql =
        $"select {CallRows.Columns} from transactions t where t.session_id = @session and t.transaction_id <= @after order by t.transaction_id desc limit @limit";

    internal static Task<List<SessionSummary>> ListAsync(QuerySession session, (DateTimeOffset LastAt, string SessionId)? after, int limit) => after is { } place
        ? session.ListAsync(NextSql, row => Read(session.Dialect, row), ("at", place.LastAt), ("session", place.SessionId), ("limit", limit))
        : session.ListAsync(FirstSql, row => Read(session.Dialect, row), ("limit", limit));

    internal static Task<SessionSummary?> FindAsync(QuerySession session, string sessionId) =>
        session.FindAsync(OneSql, row => Read(session.Dialect, row), ("session", sessionId));

    /// <summary>The calls after one, the oldest first.</summary>
    internal static Task<List<CallSummary>> CallsAsync(QuerySession session, string sessionId, TransactionId after, int limit) =>
        session.ListAsync(CallsSql, row => CallRows.Read(session.Dialect, row), ("session", sessionId), ("after", after), ("limit", limit));

    /// <summary>That call and those shortly before it, the oldest first.</summary>
    internal static async Task<List<CallSummary>> CallsBeforeAsync(QuerySession session, string sessionId, TransactionId after, int limit)
    {
        var calls = await session.ListAsync(CallsBeforeSql, row => CallRows.Read(session.Dialect, row), ("session", sessionId), ("after", after), ("limit", limit));
        calls.Reverse();
        return calls;
    }

    static SessionSummary Read(QueryDialect dialect, DbDataReader row) => new()
    {
        SessionId = row.GetString(0),
        FirstAt = dialect.ReadTime(row, 1),
        LastAt = dialect.ReadTime(row, 2),
        Title = row.IsDBNull(3) ? null : row.GetString(3),
        Calls = (int)row.GetInt64(4),
        Turns = (int)row.GetInt64(5),
        Interventions = (int)row.GetInt64(6),
        InputTokens = row.GetInt64(7),
        OutputTokens = row.GetInt64(8),
    };
}
