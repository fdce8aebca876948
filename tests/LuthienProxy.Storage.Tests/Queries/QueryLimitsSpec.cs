using System.Diagnostics;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Queries;

public sealed class SqliteQueryLimitsSpec : QueryLimitsSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    private protected override string Endless => "with recursive n(i) as (select 1 union all select i + 1 from n) select cast(count(*) as text) from n";
}

public sealed class PostgresQueryLimitsSpec : QueryLimitsSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Postgres;

    private protected override string Endless => "select pg_sleep(600)::text";

    [Fact]
    [Trait("Spec", "002-47")]
    public async Task A_database_that_is_gone_must_be_told_and_found_again()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = Storage.Databases.Database.Open(TestDatabases.Options(server.Url()), TimeProvider.System);
        await database.ExecuteAsync(await SchemaAsync());
        using var queries = new JournalQueries(database, new QueryOptions(), TimeProvider.System);
        Found(await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Calls.ShouldBeEmpty();
        await server.KillAsync();
        (await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Unavailable>();
        (await queries.GetSessionAsync("s", new(1), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Unavailable>();
        await server.StartAgainAsync();
        Found(await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Calls.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Spec", "002-47")]
    public async Task A_database_that_hangs_must_hold_nobody_beyond_the_limit()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = Storage.Databases.Database.Open(TestDatabases.Options(server.Url()) with { QueryTimeout = TimeSpan.FromSeconds(1) }, TimeProvider.System);
        await database.ExecuteAsync(await SchemaAsync());
        using var queries = new JournalQueries(database, new QueryOptions(), TimeProvider.System);
        Found(await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Calls.ShouldBeEmpty();
        server.Pause();
        var begun = Stopwatch.GetTimestamp();
        var failures = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Failure));
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Soon);
        server.Resume();
        failures.ShouldAllBe(failure => failure is QueryFailure.TimedOut || failure is QueryFailure.Unavailable);
        Found(await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Calls.ShouldBeEmpty();
    }
}

/// <summary>Heavy reads are few, end in time, and take nothing from anybody; on every engine.</summary>
[Trait("Spec", "002-12")]
public abstract class QueryLimitsSpec : QueriesSpec
{
    // What a limit of a second may take on two loaded cores; without the limits nothing here would end within minutes.
    protected static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private protected abstract string Endless { get; }

    [Fact]
    public async Task A_read_that_takes_too_long_must_be_ended_and_told()
    {
        var begun = Stopwatch.GetTimestamp();
        using var gate = Gate(TimeSpan.FromMilliseconds(200), heavy: 4);
        (await HangAsync(gate)).Failure.ShouldBeOfType<QueryFailure.TimedOut>();
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Soon);
    }

    [Fact]
    public async Task Heavy_reads_must_wait_for_their_turn_and_leave_the_pool_to_others()
    {
        using var gate = Gate(TimeSpan.FromSeconds(2), heavy: 1);
        var hanging = Enumerable.Range(0, 30).Select(_ => Task.Run(() => HangAsync(gate))).ToList();
        (await gate.RunAsync(isHeavy: false, session => session.FindAsync("select 'light'", row => row.GetString(0)), CancellationToken.None)).Value.ShouldBe("light");
        (await Task.WhenAll(hanging)).ShouldAllBe(result => result.Failure is QueryFailure.TimedOut);
        (await Database.ScalarAsync<string>("select 'healthy'")).ShouldBe("healthy");
    }

    [Fact]
    public async Task A_caller_that_gives_up_must_be_let_go()
    {
        using var gate = Gate(TimeSpan.FromMinutes(10), heavy: 1);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => gate.RunAsync(isHeavy: true, session => session.FindAsync(Endless, row => row.GetString(0)), caller.Token));
    }

    [Fact]
    public async Task A_statement_that_is_wrong_must_be_no_outage()
    {
        using var gate = Gate(TimeSpan.FromSeconds(10), heavy: 1);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => gate.RunAsync(isHeavy: false, session => session.FindAsync("select nonsense from nowhere", row => row.GetString(0)), CancellationToken.None));
    }

    [Fact]
    [Trait("Spec", "002-47")]
    public async Task A_database_that_is_not_migrated_yet_must_be_told_as_away_and_found_once_it_is()
    {
        await using var empty = await EmptyAsync("empty.db");
        using var queries = new JournalQueries(empty, new QueryOptions(), TimeProvider.System);
        (await queries.ListCallsAsync(new() { Text = "word" }, new(1), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Unavailable>();
        (await queries.GetCallAsync(new Traffic().Id, CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Unavailable>();
        (await queries.GetSessionAsync("s", new(1), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Unavailable>();
        await empty.ExecuteAsync(await SchemaAsync());
        Found(await queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Calls.ShouldBeEmpty();
    }

    Task<QueryResult<string>> HangAsync(QueryGate gate) => gate.RunAsync(isHeavy: true, session => session.FindAsync(Endless, row => row.GetString(0)), CancellationToken.None);

    QueryGate Gate(TimeSpan limit, int heavy) => new(Database, new QueryOptions { MaxHeavyReads = heavy }, limit, TimeProvider.System);
}
