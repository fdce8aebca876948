using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>Writes <c>transactions</c>: one statement for each row, because each touches the row's indexes.</summary>
sealed class SqliteTransactions(Func<string, SqliteStatement> prepare)
{
    readonly SqliteStatement _open = prepare("""
        insert into transactions (event_count, title, upstream, upstream_status, is_intervened,
            ended_at, state, is_recovered, status, stop_reason, error_code, error, input_tokens, output_tokens,
            cache_read_tokens, cache_creation_tokens, reasoning_tokens, bytes_received, bytes_delivered, first_byte_ms, duration_ms, transaction_id,
            opened_at, node_id, format, method, path, model, is_stream, kind, session_id, trace_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    readonly SqliteStatement _advance = prepare("""
        update transactions set event_count = ?, title = coalesce(?, title), upstream = coalesce(?, upstream), upstream_status = coalesce(?, upstream_status),
            is_intervened = max(is_intervened, ?)
        where transaction_id = ?
        """);

    readonly SqliteStatement _end = prepare("""
        update transactions set event_count = ?, title = coalesce(?, title), upstream = coalesce(?, upstream), upstream_status = coalesce(?, upstream_status),
            is_intervened = max(is_intervened, ?),
            ended_at = ?, state = ?, is_recovered = ?, status = ?, stop_reason = ?, error_code = ?, error = ?, input_tokens = ?, output_tokens = ?,
            cache_read_tokens = ?, cache_creation_tokens = ?, reasoning_tokens = ?, bytes_received = ?, bytes_delivered = ?, first_byte_ms = ?, duration_ms = ?
        where transaction_id = ?
        """);

    internal void Write(RowChange change)
    {
        if (change.Opened is { } opened)
            BindOpening(BindEnd(BindProgress(_open, change), change.Ended).Bind(change.TransactionId), opened).Run();
        else if (change.ChangesEnd)
            BindEnd(BindProgress(_end, change), change.Ended).Bind(change.TransactionId).Run();
        else
            BindProgress(_advance, change).Bind(change.TransactionId).Run();
    }

    static SqliteStatement BindProgress(SqliteStatement statement, RowChange change) =>
        statement.Bind(change.LastSequence).Bind(change.Title).Bind(change.Upstream).Bind(change.UpstreamStatus).Bind(change.IsIntervened);

    static SqliteStatement BindOpening(SqliteStatement statement, OpenedColumns row) => statement
        .Bind(row.OpenedAt).Bind(row.NodeId).Bind(row.Format).Bind(row.Method).Bind(row.Path).Bind(row.Model).Bind(row.IsStream).Bind(row.Kind).Bind(row.SessionId).Bind(row.TraceId);

    // Without an end, the columns become what they are of a call that runs.
    static SqliteStatement BindEnd(SqliteStatement statement, EndedColumns? row)
    {
        var end = row is null ? statement.BindNull() : statement.Bind(row.EndedAt);
        return end.Bind(row?.State ?? RowWords.Open).Bind(row?.IsRecovered ?? false).Bind(row?.Status).Bind(row?.StopReason).Bind(row?.ErrorCode).Bind(row?.Error)
            .Bind(row?.InputTokens).Bind(row?.OutputTokens).Bind(row?.CacheReadTokens).Bind(row?.CacheCreationTokens).Bind(row?.ReasoningTokens)
            .Bind(row?.BytesReceived ?? 0).Bind(row?.BytesDelivered ?? 0).Bind(row?.FirstByteMs).Bind(row?.DurationMs);
    }
}
