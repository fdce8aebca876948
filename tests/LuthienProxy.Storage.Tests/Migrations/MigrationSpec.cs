using Dapper;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Migrations;

/// <summary>Bringing the schema up to date, on both engines.</summary>
public abstract class MigrationSpec(DatabaseEngine engine) : IAsyncLifetime
{
    static readonly string Tests = Path.Combine(Repository.Root, "tests", "LuthienProxy.Storage.Tests");

    IDatabase _database = null!;

    IReadOnlyList<Migration> Files { get; } = MigrationFiles.Of(engine);

    public async Task InitializeAsync() => _database = await OpenAsync();

    public virtual async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    [Trait("Spec", "000-04")]
    [Trait("Spec", "000-04a")]
    [Trait("Spec", "000-15e")]
    public async Task An_empty_database_must_get_everything_and_a_second_start_nothing()
    {
        (await RunAsync(Files)).ShouldBe(Files);
        (await RunAsync(Files)).ShouldBeEmpty();
        (await _database.ListAsync<string>("select name from schema_migrations order by number")).ShouldBe(Files.Select(file => file.Name));
    }

    [Fact]
    [Trait("Spec", "000-04b")]
    [Trait("Spec", "002-07")]
    public async Task The_catalog_must_be_the_expected_one()
    {
        await RunAsync(Files);
        (await SchemaCatalog.OfAsync(_database)).ShouldBe(await ExpectedAsync());
    }

    [Fact]
    [Trait("Spec", "000-15d")]
    [Trait("Spec", "002-07")]
    public async Task A_database_of_the_release_before_must_come_to_the_same_and_keep_its_rows()
    {
        await _database.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Tests, "Releases", $"0001.{Name}.sql")));
        (await RunAsync(Files)).ShouldBe(Files.Skip(1));
        (await SchemaCatalog.OfAsync(_database)).ShouldBe(await ExpectedAsync());
        (await _database.ScalarAsync<string>("select model from transactions")).ShouldBe("model-of-0001");
    }

    [Fact]
    [Trait("Spec", "000-04a")]
    public async Task Four_nodes_that_start_at_once_must_apply_each_migration_once()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));
        var applied = await Task.WhenAll(nodes.Select(node => Task.Run(() => RunAsync(node, Files))));
        applied.SelectMany(files => files).OrderBy(file => file.Number).ShouldBe(Files);
        (await SchemaCatalog.OfAsync(_database)).ShouldBe(await ExpectedAsync());
        await Task.WhenAll(nodes.Select(node => node.DisposeAsync().AsTask()));
    }

    [Fact]
    [Trait("Spec", "002-07")]
    public async Task An_old_migration_that_was_edited_must_be_refused_by_its_files_name()
    {
        await RunAsync(Files);
        Migration[] edited = [Edited(Files[0], Files[0].Sql + "\n-- and more"), .. Files.Skip(1)];
        (await Should.ThrowAsync<MigrationRefusedException>(() => RunAsync(edited))).Message.ShouldStartWith($"migrations/{Name}/0001_create_journal.sql");
    }

    [Fact]
    public async Task A_migration_that_was_renamed_must_be_refused()
    {
        await RunAsync(Files);
        Migration[] renamed = [.. Files.SkipLast(1), new Migration("migrations", $"{Files.Count:0000}_otherwise.sql", Files[^1].Sql)];
        await Should.ThrowAsync<MigrationRefusedException>(() => RunAsync(renamed));
    }

    [Fact]
    public async Task A_migration_that_was_squeezed_in_must_be_refused()
    {
        await RunAsync(Files);
        Migration[] squeezed = [.. Files.SkipLast(1), new Migration("migrations", $"{Files.Count + 1:0000}_late.sql", "select 1")];
        await Should.ThrowAsync<MigrationRefusedException>(() => RunAsync(squeezed));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_must_be_refused()
    {
        await RunAsync(Files);
        await Should.ThrowAsync<MigrationRefusedException>(() => RunAsync([.. Files.SkipLast(1)]));
    }

    [Fact]
    public async Task Line_ends_must_not_matter()
    {
        await RunAsync(Files);
        (await RunAsync([.. Files.Select(file => Edited(file, "\uFEFF" + file.Sql.ReplaceLineEndings("\r\n")))])).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_migration_that_fails_must_leave_nothing_and_be_applied_when_it_is_right()
    {
        await RunAsync(Files);
        var next = new Migration("migrations", $"{Files.Count + 1:0000}_next.sql", "create table wanted (number integer); select * from missing");
        await Should.ThrowAsync<System.Data.Common.DbException>(() => RunAsync([.. Files, next]));
        (await SchemaCatalog.OfAsync(_database)).ShouldBe(await ExpectedAsync());
        (await RunAsync([.. Files, Edited(next, "create table wanted (number integer)")])).Count.ShouldBe(1);
        (await SchemaCatalog.TablesAsync(_database)).ShouldContain("wanted");
    }

    [Theory]
    [InlineData("select transaction_id from transactions where trace_id = 'x' order by opened_at", "transactions_trace")]
    [InlineData("select transaction_id from transaction_events where type = 'x' order by created_at", "transaction_events_type")]
    [Trait("Spec", "002-22")]
    public async Task A_trace_and_the_time_of_events_must_be_found_in_order_by_their_index(string query, string index)
    {
        await RunAsync(Files);
        var plan = string.Join('\n', await _database.ReadAsync((connection, _) => connection.QueryAsync<object>(Explain + query), CancellationToken.None));
        plan.ShouldContain(index);
        plan.ShouldNotContain("sort", Case.Insensitive);
        plan.ShouldNotContain("temp b-tree", Case.Insensitive);
    }

    [Fact]
    public async Task At_most_one_version_of_one_policy_may_be_active()
    {
        await RunAsync(Files);
        await InsertPolicyAsync("one", isActive: true);
        await InsertPolicyAsync("two", isActive: false);
        await Should.ThrowAsync<System.Data.Common.DbException>(() => InsertPolicyAsync("three", isActive: true));
    }

    /// <summary>Asks the engine how it would answer a query that an index can serve.</summary>
    protected abstract string Explain { get; }

    /// <summary>Another connection to the test's one database.</summary>
    protected abstract Task<IDatabase> OpenAsync();

    string Name => engine == DatabaseEngine.Postgres ? "postgres" : "sqlite";

    static Migration Edited(Migration file, string sql) => new(Path.GetDirectoryName(file.File)!, Path.GetFileName(file.File), sql);

    static Task<IReadOnlyList<Migration>> RunAsync(IDatabase database, IReadOnlyList<Migration> files) =>
        new Migrator(database, files, TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);

    Task<IReadOnlyList<Migration>> RunAsync(IReadOnlyList<Migration> files) => RunAsync(_database, files);

    Task<string[]> ExpectedAsync() => File.ReadAllLinesAsync(Path.Combine(Tests, "Migrations", "Expected", $"{Name}.txt"));

    Task<int> InsertPolicyAsync(string name, bool isActive)
    {
        var json = engine == DatabaseEngine.Postgres ? "'{}'::jsonb" : "'{}'";
        return _database.ExecuteAsync(
            $"insert into policy_config (name, version, class, configuration, is_active, created_at, created_by) values (@name, 1, 'c', {json}, @isActive, @at, 'me')",
            new { name, isActive, at = StoredValue.Of(engine, DateTimeOffset.UnixEpoch) });
    }
}
