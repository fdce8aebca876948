using Dapper;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries.Caching;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Reading;
using LuthienProxy.Storage.Queries.Search;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Tests.Queries;

public sealed class SqlitePlansSpec : PlansSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    private protected override string Fill => """
        with recursive n(i) as (select 1 union all select i + 1 from n where i < 40000)
        insert into transactions (transaction_id, opened_at, ended_at, node_id, format, method, path, model, is_stream, kind, session_id, trace_id, state, status, is_intervened, event_count)
        select unhex(printf('%012x', i) || '70008' || printf('%015x', i)), i, i, 'n', 'f', 'POST', '/', 'model-' || (i % 50), 1, 'turn', 'session-' || (i / 20), printf('%032x', i),
            case when i % 100 = 0 then 'failed' else 'completed' end, case when i % 100 = 0 then 529 else 200 end, i % 100 = 0, 3 from n;
        insert into transaction_events select transaction_id, s.value, 'opened', opened_at, '{}', null from transactions, json_each('[1,2,3]') s;
        insert into transaction_events select transaction_id, s.value, 'policy_decided', opened_at, iif(row_id % 50 = 0, '{"is_shadow":true}', '{}'), null from transactions, json_each('[4,5]') s;
        insert into conversation_items with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
            select unhex(printf('%064x', i)), unhex(printf('%064x', i - 1)), i, x'01', 1 from n;
        insert into contents select item_hash, 1, 0, x'00', 1 from conversation_items;
        insert into sessions select session_id, min(opened_at), max(opened_at), null from transactions group by session_id;
        insert into search_documents (rowid, document) select row_id, 'word' || (row_id % 1000) from transactions;
        analyze;
        """;

    private protected override string Explain => "explain query plan ";

    // A scan of a table is one by the words "SCAN t"; by an index it names the index.
    private protected override bool IsScan(string line) => line.Contains("SCAN", StringComparison.Ordinal)
        && !new[] { "USING INDEX", "USING COVERING INDEX", "VIRTUAL TABLE", "SCAN s", "json_each", "CONSTANT ROW", "SCAN p", "SCAN c", "SCAN chain", "SCAN sized", "SCAN (" }.Any(harmless => line.Contains(harmless, StringComparison.Ordinal));
}

public sealed class PostgresPlansSpec : PlansSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Postgres;

    private protected override string Fill => """
        insert into transactions (transaction_id, opened_at, ended_at, node_id, format, method, path, model, is_stream, kind, session_id, trace_id, state, status, is_intervened, event_count)
        select (lpad(to_hex(i), 12, '0') || '70008' || lpad(to_hex(i), 15, '0'))::uuid, to_timestamp(i), to_timestamp(i), 'n', 'f', 'POST', '/', 'model-' || (i % 50), true, 'turn', 'session-' || (i / 20),
            lpad(to_hex(i), 32, '0'), case when i % 100 = 0 then 'failed' else 'completed' end, case when i % 100 = 0 then 529 else 200 end, i % 100 = 0, 3 from generate_series(1, 120000) i;
        insert into transaction_events select transaction_id, s, 'opened', opened_at, '{}', null from transactions, generate_series(1, 3) s where extract(epoch from opened_at) < 40000;
        insert into transaction_events select transaction_id, s, 'policy_decided', opened_at, case when extract(epoch from opened_at)::int % 50 = 0 then '{"is_shadow":true}' else '{}' end::jsonb, null
            from transactions, generate_series(4, 5) s where extract(epoch from opened_at) < 40000;
        insert into conversation_items select decode(lpad(to_hex(i), 64, '0'), 'hex'), decode(lpad(to_hex(i - 1), 64, '0'), 'hex'), i, '\x01', 1 from generate_series(1, 20000) i;
        insert into contents select item_hash, 1, 0, '\x00', 1 from conversation_items;
        insert into sessions select session_id, min(opened_at), max(opened_at), null from transactions group by session_id;
        insert into search_documents select transaction_id, to_tsvector('simple', 'word' || (extract(epoch from opened_at)::int % 1000)) from transactions;
        analyze;
        """;

    private protected override string Explain => "explain ";

    private protected override bool IsScan(string line) => line.Contains("Seq Scan", StringComparison.Ordinal);
}

/// <summary>Each statement of the queries goes by an index, on a record large enough that going through it all would be chosen otherwise.</summary>
[Trait("Spec", "002-10")]
[Trait("Spec", "002-22")]
[Trait("Spec", "002-08")]
public abstract class PlansSpec : QueriesSpec
{
    static readonly TransactionId Id = new(Guid.Parse("00000000-7530-7000-8000-000000007530"));

    private protected abstract string Fill { get; }

    private protected abstract string Explain { get; }

    private protected abstract bool IsScan(string line);

    [Fact]
    public async Task Every_statement_must_go_by_an_index()
    {
        await FillAsync();
        (await PlanAsync("select * from transactions t where t.title = 'x'", [])).Where(IsScan).ShouldNotBeEmpty("or no scan would be seen");
        foreach (var (name, sql, values) in Statements())
        {
            var plan = await PlanAsync(sql, values);
            plan.ShouldNotBeEmpty();
            plan.Where(IsScan).ShouldBeEmpty($"{name}:\n{string.Join('\n', plan)}");
        }
    }

    IEnumerable<(string Name, string Sql, (string, object?)[] Values)> Statements()
    {
        var dialect = QueryDialect.Of(Engine);
        TransactionId[] ids = [Id];
        foreach (var filter in new CallFilter[]
        {
            new(), new() { Model = "model-7" }, new() { Status = 529 }, new() { State = CallState.Failed }, new() { SessionId = "session-9" }, new() { TraceId = new string('0', 32) }, new() { IsIntervened = true },
            new() { Model = "model-7", Status = 529 }, new() { From = DateTimeOffset.UnixEpoch.AddSeconds(1), To = DateTimeOffset.UnixEpoch.AddSeconds(2) },
        })
        {
            var conditions = new CallConditions(filter);
            yield return ($"list {filter}", CallLists.ListSql(conditions), conditions.Parameters(conditions.Range.Until(Id), ("limit", 51)));
            yield return ($"window {filter}", CallLists.WindowSql(conditions), conditions.Parameters(conditions.Range.Until(Id), ("offset", 399)));
        }
        var search = SearchQuery.TryParse("word7", out var query) ? dialect.Search(query) : "";
        var all = new CallConditions(new());
        yield return ("search", CallLists.SearchSql(all, dialect), all.Parameters(all.Range.Until(Id), ("text", search), ("limit", 51)));
        yield return ("rare", CallLists.RareSql(all, dialect), all.Parameters(all.Range, ("ids", ids), ("limit", 51)));
        yield return ("found", dialect.FoundSql, [("text", search), ("limit", 2_001)]);
        yield return ("version", CallVersion.Sql, [("id", Id)]);
        yield return ("detail", CallReader.FindSql, [("id", Id)]);
        yield return ("events", EventRows.PageSql, [("id", Id), ("after", 1), ("limit", 100), ("bytes", 1000)]);
        yield return ("events of calls", EventRows.OfCallsSql(dialect), [("ids", ids)]);
        yield return ("chains", PartsLoader.LinksSql(dialect), [("heads", new[] { Protocol.Journal.Content.ContentHash.Of("x"u8) })]);
        yield return ("shadow", ShadowRows.LatestSql(dialect), [("since", DateTimeOffset.UnixEpoch), ("limit", 10_001)]);
        yield return ("first sessions", SessionRows.FirstSql, [("limit", 50)]);
        yield return ("next sessions", SessionRows.NextSql, [("at", DateTimeOffset.UnixEpoch.AddSeconds(30)), ("session", "session-9"), ("limit", 50)]);
        yield return ("one session", SessionRows.OneSql, [("session", "session-9")]);
        yield return ("calls of a session", SessionRows.CallsSql, [("session", "session-9"), ("after", Id), ("limit", 50)]);
        yield return ("calls before", SessionRows.CallsBeforeSql, [("session", "session-9"), ("after", Id), ("limit", 50)]);
    }

    Task<int> FillAsync() => Database.RunAsync(
        DatabaseAccess.Write, TimeSpan.FromMinutes(10), (connection, stop) => connection.ExecuteAsync(new CommandDefinition(Fill, commandTimeout: 600, cancellationToken: stop)), CancellationToken.None);

    Task<List<string>> PlanAsync(string sql, (string, object?)[] values) => Database.ReadAsync(
        (connection, stop) => new QuerySession(connection, QueryDialect.Of(Engine), stop).ListAsync(Explain + sql, row => row.GetString(row.FieldCount - 1), values), CancellationToken.None);
}
