using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>What changes whenever the record of a call does.</summary>
sealed record CallVersion(int EventCount, CallState State, DateTimeOffset? EndedAt, long BytesDelivered)
{
    internal const string Sql = "select event_count, state, ended_at, bytes_delivered from transactions where transaction_id = @id";

    internal static Task<CallVersion?> ReadAsync(QuerySession session, TransactionId id) => session.FindAsync(
        Sql,
        row => new CallVersion(row.GetInt32(0), QueryWords.State(row.GetString(1)), row.IsDBNull(2) ? null : session.Dialect.ReadTime(row, 2), row.GetInt64(3)),
        ("id", id));
}
