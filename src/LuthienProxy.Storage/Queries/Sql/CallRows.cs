using System.Data.Common;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>Rows of <c>transactions</c> as lists show them.</summary>
static class CallRows
{
    /// <summary>The columns of the table <c>t</c>, in the order in which <see cref="Read"/> takes them.</summary>
    internal const string Columns = """
        t.transaction_id, t.opened_at, t.ended_at, t.node_id, t.format, t.method, t.path, t.model, t.is_stream, t.kind, t.session_id, t.trace_id, t.title, t.upstream,
        t.upstream_status, t.state, t.status, t.stop_reason, t.error_code, t.error, t.is_intervened, t.input_tokens, t.output_tokens, t.cache_read_tokens,
        t.cache_creation_tokens, t.reasoning_tokens, t.bytes_received, t.bytes_delivered, t.first_byte_ms, t.duration_ms, t.event_count
        """;

    internal static CallSummary Read(QueryDialect dialect, DbDataReader row) => new()
    {
        TransactionId = dialect.ReadId(row, 0),
        OpenedAt = dialect.ReadTime(row, 1),
        EndedAt = row.IsDBNull(2) ? null : dialect.ReadTime(row, 2),
        Node = row.GetString(3),
        Format = row.GetString(4),
        Method = row.GetString(5),
        Path = row.GetString(6),
        Model = row.GetString(7),
        IsStream = dialect.ReadFlag(row, 8),
        Kind = QueryWords.Kind(row.GetString(9)),
        SessionId = Text(row, 10),
        TraceId = Text(row, 11),
        Title = Text(row, 12),
        Upstream = Text(row, 13),
        UpstreamStatus = Number(row, 14),
        State = QueryWords.State(row.GetString(15)),
        Status = Number(row, 16),
        StopReason = Text(row, 17),
        ErrorCode = Text(row, 18),
        Error = Text(row, 19),
        IsIntervened = dialect.ReadFlag(row, 20),
        Usage = Usage(row),
        BytesReceived = row.GetInt64(26),
        BytesDelivered = row.GetInt64(27),
        FirstByteMs = row.IsDBNull(28) ? null : row.GetDouble(28),
        DurationMs = row.IsDBNull(29) ? null : row.GetDouble(29),
        EventCount = row.GetInt32(30),
    };

    static TokenUsage? Usage(DbDataReader row)
    {
        var usage = new TokenUsage { Input = Count(row, 21), Output = Count(row, 22), CacheRead = Count(row, 23), CacheCreation = Count(row, 24), Reasoning = Count(row, 25) };
        return usage == new TokenUsage() ? null : usage;
    }

    static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static int? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    static long? Count(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
