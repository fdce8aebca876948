using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;
using Npgsql;
using NpgsqlTypes;
using static LuthienProxy.Storage.Stores.Postgres.PostgresBatch;

namespace LuthienProxy.Storage.Stores.Postgres;

/// <summary>Writes <c>transactions</c>: each row is changed by one statement.</summary>
static class PostgresTransactions
{
    const string Advance = """
        update transactions t set event_count = u.event_count, title = coalesce(u.title, t.title), upstream = coalesce(u.upstream, t.upstream),
            upstream_status = coalesce(u.upstream_status, t.upstream_status), is_intervened = t.is_intervened or u.is_intervened
        from unnest($1, $2, $3, $4, $5, $6) u (transaction_id, event_count, title, upstream, upstream_status, is_intervened)
        where t.transaction_id = u.transaction_id
        """;

    const string End = """
        update transactions t set event_count = u.event_count, title = coalesce(u.title, t.title), upstream = coalesce(u.upstream, t.upstream),
            upstream_status = coalesce(u.upstream_status, t.upstream_status), is_intervened = t.is_intervened or u.is_intervened,
            ended_at = u.ended_at, state = u.state, is_recovered = u.is_recovered, status = u.status, stop_reason = u.stop_reason, error_code = u.error_code, error = u.error,
            input_tokens = u.input_tokens, output_tokens = u.output_tokens, cache_read_tokens = u.cache_read_tokens,
            cache_creation_tokens = u.cache_creation_tokens, reasoning_tokens = u.reasoning_tokens,
            bytes_received = u.bytes_received, bytes_delivered = u.bytes_delivered, first_byte_ms = u.first_byte_ms, duration_ms = u.duration_ms
        from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)
            u (transaction_id, event_count, title, upstream, upstream_status, is_intervened, ended_at, state, is_recovered, status, stop_reason, error_code, error,
                input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens, reasoning_tokens, bytes_received, bytes_delivered, first_byte_ms, duration_ms)
        where t.transaction_id = u.transaction_id
        """;

    internal static void Add(PostgresBatch batch, RowGroup rows)
    {
        List<RowChange> running = [.. rows.Changes.Where(static change => !change.ChangesEnd)];
        List<RowChange> ended = [.. rows.Changes.Where(static change => change.ChangesEnd)];
        if (running.Count > 0)
            batch.Add(Advance, Progress(running));
        if (ended.Count > 0)
            batch.Add(End, [.. Progress(ended), .. Ending(ended)]);
    }

    static NpgsqlParameter[] Progress(List<RowChange> rows) =>
    [
        Column(rows, NpgsqlDbType.Uuid, static row => row.TransactionId.Value),
        Column(rows, NpgsqlDbType.Integer, static row => row.LastSequence),
        Column(rows, NpgsqlDbType.Text, static row => row.Title),
        Column(rows, NpgsqlDbType.Text, static row => row.Upstream),
        Column(rows, NpgsqlDbType.Integer, static row => row.UpstreamStatus),
        Column(rows, NpgsqlDbType.Boolean, static row => row.IsIntervened),
    ];

    // Without an end, the columns become what they are of a call that runs.
    static NpgsqlParameter[] Ending(List<RowChange> rows) =>
    [
        Column(rows, NpgsqlDbType.TimestampTz, static row => row.Ended?.EndedAt.UtcDateTime),
        Column(rows, NpgsqlDbType.Text, static row => row.Ended?.State ?? RowWords.Open),
        Column(rows, NpgsqlDbType.Boolean, static row => row.Ended?.IsRecovered ?? false),
        Column(rows, NpgsqlDbType.Integer, static row => row.Ended?.Status),
        Column(rows, NpgsqlDbType.Text, static row => row.Ended?.StopReason),
        Column(rows, NpgsqlDbType.Text, static row => row.Ended?.ErrorCode),
        Column(rows, NpgsqlDbType.Text, static row => row.Ended?.Error),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.InputTokens),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.OutputTokens),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.CacheReadTokens),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.CacheCreationTokens),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.ReasoningTokens),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.BytesReceived ?? 0),
        Column(rows, NpgsqlDbType.Bigint, static row => row.Ended?.BytesDelivered ?? 0),
        Column(rows, NpgsqlDbType.Double, static row => row.Ended?.FirstByteMs),
        Column(rows, NpgsqlDbType.Double, static row => row.Ended?.DurationMs),
    ];
}
