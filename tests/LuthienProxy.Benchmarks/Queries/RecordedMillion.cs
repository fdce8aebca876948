using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>
/// Fills a database with calls by SQL: models, states, sessions and words as unevenly spread as in life. Every fiftieth call has events, copies of one that was
/// recorded; lists and search look at none.
/// </summary>
static class RecordedMillion
{
    // Calls lie a second apart and end before the session that is recorded by the store.
    const string Calls = """
        insert into transactions (transaction_id, opened_at, ended_at, node_id, format, method, path, model, is_stream, kind, session_id, trace_id, title, upstream, upstream_status,
            state, status, stop_reason, is_intervened, input_tokens, output_tokens, bytes_received, bytes_delivered, first_byte_ms, duration_ms, event_count)
        select (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || '7' || substr(h, 1, 3) || '8' || substr(h, 4, 15))::uuid, moment, moment + interval '9 seconds',
            'node-' || i % 4, 'anthropic-messages', 'POST', '/v1/messages',
            case when r < 60 then 'claude-sonnet' when r < 90 then 'gpt-5' when r < 99 then 'claude-haiku' else 'o-' || i % 50 end, true,
            case when i % 20 = 0 then 'title' when i % 20 = 1 then 'token_count' else 'turn' end, 'session-' || i / 25, h, 'What about case ' || i, 'main',
            case when i % 40 = 7 then 529 else 200 end,
            case when i % 40 = 7 then 'failed' when i % 50 = 3 then 'cancelled' when i % 200 = 9 then 'blocked' else 'completed' end,
            case when i % 40 = 7 then 529 when i % 50 = 3 then 499 else 200 end, 'end_turn', i % 200 = 9, 1000 + i % 9000, 100 + i % 900, 20000, 20000, 350, 9000, 8
        from (select i, md5(i::text) as h, i % 100 * 7919 % 100 as r, timestamptz '2026-01-01' + i * interval '1 second' as moment from generate_series(1, @calls) i) s
        """;

    // Word n of a vocabulary of 20,000 is about as frequent as 1/n. Half of all calls hold "common", 1 % "seldom", 10 of all "needle"; "never" and "ever" do not meet.
    const string Documents = """
        insert into search_documents
        select transaction_id, to_tsvector('simple', concat_ws(' ',
            case when i % 2 = 0 then 'common' end, case when i % 100 = 17 then 'seldom' end, case when i % greatest(@calls / 10, 1) = 11 then 'needle' end,
            case when i % 3 = 0 then 'never' when i % 3 = 1 then 'ever' end,
            (select string_agg('w' || floor(20000 ^ random())::int, ' ') from generate_series(1, 30 + i % 1))))
        from (select transaction_id, row_number() over (order by transaction_id) i from transactions where node_id <> 'bench') t
        """;

    const string Sessions = "insert into sessions select session_id, min(opened_at), max(opened_at), 'Session' from transactions where session_id is not null group by session_id on conflict do nothing";

    const string Events = """
        insert into transaction_events
        select t.transaction_id, e.sequence, e.type, t.opened_at, e.data, e.body
        from (select transaction_id, opened_at, row_number() over (order by transaction_id) i from transactions where node_id like 'node-%') t
        cross join transaction_events e where t.i % 50 = 0 and e.transaction_id = @template
        """;

    /// <summary>Fills the database, whose schema is there; events are copied from the call <paramref name="template"/>.</summary>
    public static async Task FillAsync(IDatabase database, int calls, Guid template)
    {
        // Indexes that grow row by row would take an hour: they are made afterwards, as they would have become.
        string[] steps =
        [
            "alter table transactions set unlogged; alter table search_documents set unlogged; drop index search_documents_document",
            Calls,
            Documents,
            "set maintenance_work_mem = '512MB'; create index search_documents_document on search_documents using gin (document)",
            Sessions,
            Events,
            "vacuum analyze",
        ];
        foreach (var step in steps)
            await RunAsync(database, step.Replace("@calls", $"{calls}", StringComparison.Ordinal).Replace("@template", $"'{template}'", StringComparison.Ordinal));
    }

    /// <summary>Runs statements, for as long as they take.</summary>
    public static async Task RunAsync(IDatabase database, string sql)
    {
        await Console.Error.WriteLineAsync(sql[..Math.Min(sql.Length, 60)].ReplaceLineEndings(" "));
        await database.RunAsync(DatabaseAccess.Write, TimeSpan.FromHours(2), async (connection, stop) =>
        {
            await using var command = connection.CreateCommand();
            (command.CommandText, command.CommandTimeout) = (sql, 0);
            return await command.ExecuteNonQueryAsync(stop);
        }, CancellationToken.None);
    }
}
