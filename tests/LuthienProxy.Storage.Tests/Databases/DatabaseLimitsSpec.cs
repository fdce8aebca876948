using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dapper;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Storage.Databases;
using Npgsql;

namespace LuthienProxy.Storage.Tests.Databases;

/// <summary>Nobody waits for the database for longer than the settings say, on both engines.</summary>
public sealed class DatabaseLimitsSpec : IDisposable
{
    // What a limit of 100 ms may take where many share two cores; without the limits nothing here would end within ten minutes.
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    const string EndlessSqlite = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("postgres", "select pg_sleep(600)")]
    [InlineData("sqlite", EndlessSqlite)]
    [Trait("Spec", "002-11")]
    public async Task A_query_must_be_cancelled_in_time_and_its_connection_go_back_healthy(string engine, string endless)
    {
        await using var database = await OpenAsync(engine, options => options with { QueryTimeout = TimeSpan.FromMilliseconds(100), Pool = options.Pool with { Max = 1 }, Sqlite = options.Sqlite with { Readers = 1 } });
        var begun = Stopwatch.GetTimestamp();
        await Should.ThrowAsync<TimeoutException>(() => database.ScalarAsync<object>(endless));
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Soon);
        (await database.ScalarAsync<int>("select 7")).ShouldBe(7);
    }

    [Theory]
    [InlineData("postgres", "insert into kept select 1 from pg_sleep(600)")]
    [InlineData("sqlite", "insert into kept " + EndlessSqlite)]
    [Trait("Spec", "002-11")]
    public async Task A_write_must_be_cancelled_in_time_and_leave_nothing(string engine, string endless)
    {
        await using var database = await OpenAsync(engine, options => options with { CommandTimeout = TimeSpan.FromMilliseconds(200), Pool = options.Pool with { Max = 1 } });
        await database.RunAsync(DatabaseAccess.Write, Soon, (connection, stop) => connection.ExecuteAsync(new CommandDefinition("create table kept (number integer)", cancellationToken: stop)), CancellationToken.None);
        await Should.ThrowAsync<TimeoutException>(() => database.WriteAsync(
            async (connection, stop) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(stop);
                await connection.ExecuteAsync(new CommandDefinition("insert into kept values (1)", transaction: transaction, cancellationToken: stop));
                return await connection.ExecuteAsync(new CommandDefinition(endless, transaction: transaction, cancellationToken: stop));
            },
            CancellationToken.None));
        (await database.ScalarAsync<int>("select count(*) from kept")).ShouldBe(0);
    }

    [Theory]
    [InlineData("postgres", "select pg_sleep(600)")]
    [InlineData("sqlite", EndlessSqlite)]
    public async Task A_caller_that_gives_up_must_stop_the_query(string engine, string endless)
    {
        await using var database = await OpenAsync(engine, options => options with { QueryTimeout = TimeSpan.FromMinutes(10) });
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => database.ReadAsync(
            (connection, stop) => connection.ExecuteScalarAsync<object>(new CommandDefinition(endless, cancellationToken: stop)), caller.Token));
    }

    [Theory]
    [InlineData("postgres", "postgres")]
    [InlineData("sqlite", "sqlite-reader")]
    [Trait("Spec", "000-49")]
    public async Task An_exhausted_pool_must_mean_a_bounded_wait_that_is_counted(string engine, string pool)
    {
        await using var database = await OpenAsync(engine, options => options with
        {
            Pool = options.Pool with { Max = 2, Wait = TimeSpan.FromMilliseconds(100) },
            Sqlite = options.Sqlite with { Readers = 2 },
        });
        using var counted = new Counted("luthien.storage.pool.exhausted", pool);
        var first = await database.LeaseAsync(DatabaseAccess.Read, CancellationToken.None);
        await using var second = await database.LeaseAsync(DatabaseAccess.Read, CancellationToken.None);
        await Should.ThrowAsync<PoolExhaustedException>(() => database.ScalarAsync<int>("select 7"));
        counted.Total.ShouldBeGreaterThanOrEqualTo(1);
        await first.DisposeAsync();
        await first.DisposeAsync();
        (await database.ScalarAsync<int>("select 7")).ShouldBe(7);
        await using var again = await database.LeaseAsync(DatabaseAccess.Read, CancellationToken.None);
        await Should.ThrowAsync<PoolExhaustedException>(() => database.ScalarAsync<int>("select 7"));
    }

    [Fact]
    [Trait("Spec", "002-11")]
    public async Task A_server_that_hangs_must_not_hold_its_callers()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = Database.Open(
            TestDatabases.Options(server.Url()) with { QueryTimeout = TimeSpan.FromMilliseconds(100), Pool = new PoolOptions { ConnectTimeout = TimeSpan.FromSeconds(3) } }, TimeProvider.System);
        await using (await database.LeaseAsync(DatabaseAccess.Read, CancellationToken.None))
            server.Pause();
        var begun = Stopwatch.GetTimestamp();
        // On the open connection the query hangs; a new one cannot be had.
        await Should.ThrowAsync<TimeoutException>(() => database.ScalarAsync<int>("select 7"));
        await Should.ThrowAsync<NpgsqlException>(() => database.ScalarAsync<int>("select 7"));
        Stopwatch.GetElapsedTime(begun).ShouldBeLessThan(Soon);
        server.Resume();
        var answer = await database.RunAsync(DatabaseAccess.Read, Soon, (connection, stop) => connection.ExecuteScalarAsync<int>(new CommandDefinition("select 7", cancellationToken: stop)), CancellationToken.None);
        answer.ShouldBe(7);
    }

    [Fact]
    public async Task A_killed_server_must_be_found_again_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = Database.Open(TestDatabases.Options(server.Url()), TimeProvider.System);
        (await database.ScalarAsync<int>("select 7")).ShouldBe(7);
        await server.KillAsync();
        await Should.ThrowAsync<System.Data.Common.DbException>(() => database.ScalarAsync<int>("select 7"));
        await server.StartAgainAsync();
        (await database.ScalarAsync<int>("select 7")).ShouldBe(7);
    }

    async Task<IDatabase> OpenAsync(string engine, Func<StorageOptions, StorageOptions> change) =>
        Database.Open(change(engine == "sqlite" ? _folder.Options() : await TestDatabases.PostgresAsync()), TimeProvider.System);

    /// <summary>Adds up a counter of one pool while it lives.</summary>
    sealed class Counted : IDisposable
    {
        readonly MeterListener _listener = new();
        long _total;

        public Counted(string counter, string pool)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == counter)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
            {
                if (tags[0].Value as string == pool)
                    Interlocked.Add(ref _total, value);
            });
            _listener.Start();
        }

        public long Total => Interlocked.Read(ref _total);

        public void Dispose() => _listener.Dispose();
    }
}
