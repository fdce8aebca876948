using System.Diagnostics;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>Measures the queries on a real PostgreSQL server that holds many calls.</summary>
static class QueriesCommand
{
    const int UsualCalls = 1_000_000;

    const int Rounds = 60;
    const int SessionCalls = 500;
    const int Deltas = 500;
    const double ListLimit = 50;
    const double SearchLimit = 200;
    const double SessionLimit = 500;

    /// <summary>0 when every bound is kept.</summary>
    /// <param name="words">How many calls are on record, or <c>append</c> for what readers of a large session wait for only.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Settings = new Dictionary<string, string> { ["shared_buffers"] = "1GB" } });
        await Console.Out.WriteLineAsync("| Query | p50 ms | p95 ms | most ms | entries | bound | |\n|---|---|---|---|---|---|---|");
        var isKept = words is ["append"] || await AskAsync(server, words is [var calls] ? int.Parse(calls) : UsualCalls);
        return await LiveAppend.MeasureAsync(server) && isKept ? 0 : 1;
    }

    static async Task<bool> AskAsync(PostgresServer server, int calls)
    {
        var url = await server.CreateDatabaseAsync();
        if (!DatabaseUrl.TryParse(url, out var parsed, out var problem))
            throw new InvalidOperationException(problem);
        await using var database = Database.Open(new StorageOptions { Url = parsed, CommandTimeout = TimeSpan.FromMinutes(5) }, TimeProvider.System);
        await RecordedMillion.RunAsync(database, await File.ReadAllTextAsync(Path.Combine(Repository.Root, "migrations/postgres/0001_create_journal.sql")));
        var clock = Stopwatch.StartNew();
        List<TransactionId> ids;
        await using (var store = new PostgresJournalStore(database, new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), new StoreOptions()))
            ids = await new LongSession(Deltas).RecordAsync(store, SessionCalls);
        await Console.Error.WriteLineAsync($"session recorded after {clock.Elapsed.TotalSeconds:0} s");
        await RecordedMillion.FillAsync(database, calls, ids[20].Value);
        await Console.Error.WriteLineAsync($"{calls:N0} calls on record after {clock.Elapsed.TotalSeconds:0} s");
        using var queries = new JournalQueries(database, new QueryOptions(), TimeProvider.System);
        return await MeasureAsync(queries, await DetailedAsync(queries));
    }

    // Calls with events, from all over the time.
    static async Task<List<CallSummary>> DetailedAsync(JournalQueries queries)
    {
        var found = new List<CallSummary>();
        for (var round = 0; round < Rounds; round++)
        {
            var page = (await queries.ListCallsAsync(new CallFilter { Model = "claude-sonnet", To = Moment(round) }, new(200), CancellationToken.None)).Value!;
            foreach (var call in page.Calls)
                if ((await queries.GetEventsAsync(call.TransactionId, 0, 1, CancellationToken.None)).Value is { Events.Count: > 0 })
                {
                    found.Add(call);
                    break;
                }
        }
        return found;
    }

    static async Task<bool> MeasureAsync(JournalQueries queries, List<CallSummary> detailed)
    {
        var isKept = true;
        foreach (var question in Cases(detailed))
        {
            var (took, entries) = (new List<double>(), 0);
            for (var round = -5; round < Rounds; round++)
            {
                var begun = Stopwatch.GetTimestamp();
                entries = await question.AskAsync(queries, Math.Abs(round));
                // The first compile and fill caches.
                if (round >= 0)
                    took.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
            took.Sort();
            var p95 = took[(int)(took.Count * 0.95)];
            isKept &= p95 < question.Limit;
            await Console.Out.WriteLineAsync(
                $"| {question.Name} | {took[took.Count / 2]:0.0} | **{p95:0.0}** | {took[^1]:0.0} | {entries} | < {question.Limit:0} | {(p95 < question.Limit ? "kept" : "**falls short**")} |");
        }
        return isKept;
    }

    static IEnumerable<QueryCase> Cases(List<CallSummary> detailed) =>
    [
        List("list, no filter", static _ => new()),
        List("list, deep in the past", static round => new() { To = Moment(round) }),
        List("list, frequent model", static round => new() { Model = "claude-sonnet", To = Moment(round) }),
        List("list, rare model", static round => new() { Model = "o-21", To = Moment(round) }),
        List("list, status 529", static round => new() { Status = 529, To = Moment(round) }),
        List("list, state blocked", static round => new() { State = CallState.Blocked, To = Moment(round) }),
        List("list, state completed", static round => new() { State = CallState.Completed, To = Moment(round) }),
        List("list, session", static round => new() { SessionId = $"session-{round * 601}" }),
        List("list, trace of one call", round => new() { TraceId = detailed[round % detailed.Count].TraceId }),
        List("list, intervened", static round => new() { IsIntervened = true, To = Moment(round) }),
        List("list, kind title", static round => new() { Kind = CallKind.Title, To = Moment(round) }),
        List("list, node", static round => new() { Node = $"node-{round % 4}", To = Moment(round) }),
        List("list, model and status", static round => new() { Model = "gpt-5", Status = 529, To = Moment(round) }),
        List("list, model that never fails so", static round => new() { Model = "claude-haiku", State = CallState.Blocked, To = Moment(round) }),
        new("detail", ListLimit, async (queries, round) => (await queries.GetCallAsync(detailed[round % detailed.Count].TransactionId, CancellationToken.None)).Value!.Call.EventCount),
        new("diff", ListLimit, async (queries, round) => (await queries.GetDiffAsync(detailed[round % detailed.Count].TransactionId, CancellationToken.None)).Value!.Response!.Blocks.Count),
        new("events, first page", ListLimit, async (queries, round) => (await queries.GetEventsAsync(detailed[round % detailed.Count].TransactionId, 0, 100, CancellationToken.None)).Value!.Events.Count),
        new("sessions, first page of 50", SearchLimit, static async (queries, _) => (await queries.ListSessionsAsync(new(50), CancellationToken.None)).Value!.Sessions.Count),
        Search("search, 10 of all calls", static _ => new() { Text = "needle" }),
        Search("search, 1 % of all calls", static round => new() { Text = "seldom", To = Moment(round) }),
        Search("search, half of all calls", static round => new() { Text = "common", To = Moment(round) }),
        Search("search, frequent word of the vocabulary", static _ => new() { Text = "w2" }),
        Search("search, word of the vocabulary", static round => new() { Text = $"w{300 + round}" }),
        Search("search, common and 1 %", static _ => new() { Text = "common seldom" }),
        Search("search, two words that never meet", static _ => new() { Text = "never ever" }),
        Search("search, word nobody wrote", static _ => new() { Text = "xyzzy" }),
        Search("search, phrase", static _ => new() { Text = "\"common seldom\" w1" }),
        Search("search, half without another half", static _ => new() { Text = "common -never" }),
        Search("search, common word and rare model", static round => new() { Text = "common", Model = "o-21", To = Moment(round) }),
        Search("search, 1 % and frequent model", static _ => new() { Text = "seldom", Model = "claude-sonnet" }),
        Search("search, rare word and status", static _ => new() { Text = "needle", Status = 200 }),
        new($"session of {SessionCalls} calls × {Deltas} deltas, first page of 50", SessionLimit, static async (queries, _) => (await queries.GetSessionAsync(LongSession.Id, new(50), CancellationToken.None)).Value!.Calls.Count),
        new($"session of {SessionCalls} calls × {Deltas} deltas, page of 200", SessionLimit, static async (queries, _) => (await queries.GetSessionAsync(LongSession.Id, new(200), CancellationToken.None)).Value!.Calls.Count),
        new($"session of {SessionCalls} calls × {Deltas} deltas, last page of 50", SessionLimit, new LastPage().AskAsync),
    ];

    static QueryCase List(string name, Func<int, CallFilter> filter) => new(name, ListLimit, (queries, round) => AskAsync(queries, filter(round)));

    static QueryCase Search(string name, Func<int, CallFilter> filter) => new(name, SearchLimit, (queries, round) => AskAsync(queries, filter(round)));

    static async Task<int> AskAsync(JournalQueries queries, CallFilter filter)
    {
        var result = await queries.ListCallsAsync(filter, new(50), CancellationToken.None);
        return result.Value?.Calls.Count ?? throw new InvalidOperationException($"{filter}: {result.Failure}");
    }

    // Places in the recorded time, from the newest back.
    static DateTimeOffset Moment(int round) => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(900_000 - (round * 12_000));

    // The end of the session, with the cursor that leads there found once.
    sealed class LastPage
    {
        string? _cursor;
        int _page;

        public async Task<int> AskAsync(JournalQueries queries, int round)
        {
            for (; _page < (SessionCalls / 50) - 1; _page++)
                _cursor = (await queries.GetSessionAsync(LongSession.Id, new(50, _cursor), CancellationToken.None)).Value!.Next;
            return (await queries.GetSessionAsync(LongSession.Id, new(50, _cursor), CancellationToken.None)).Value!.Calls.Count;
        }
    }
}
