using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;
using LuthienProxy.Storage.Tests.Databases;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Queries;

/// <summary>A journal on a real engine, recorded through its store, and the queries on it.</summary>
public abstract class QueriesSpec : IAsyncLifetime
{
    readonly TestFolder _folder = new();

    private protected IDatabase Database { get; private set; } = null!;

    private protected IJournalStore Store { get; private set; } = null!;

    private protected JournalQueries Queries { get; private set; } = null!;

    private protected abstract DatabaseEngine Engine { get; }

    public async Task InitializeAsync()
    {
        Database = await EmptyAsync("luthien.db");
        await Database.ExecuteAsync(await SchemaAsync());
        var codec = new RowCodec(TimeProvider.System, NullLoggerFactory.Instance);
        Store = Engine is DatabaseEngine.Sqlite ? new SqliteJournalStore(Database, codec, new StoreOptions()) : new PostgresJournalStore(Database, codec, new StoreOptions());
        Queries = new(Database, new QueryOptions(), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        Queries.Dispose();
        await Store.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>A database of the engine, without a schema.</summary>
    private protected async Task<IDatabase> EmptyAsync(string name) =>
        Storage.Databases.Database.Open(Engine is DatabaseEngine.Sqlite ? _folder.Options(name) : await TestDatabases.PostgresAsync(), TimeProvider.System);

    private protected Task<string> SchemaAsync() => Task.FromResult(string.Concat(MigrationFiles.Of(Engine).Select(static file => file.Sql)));

    private protected async Task RecordAsync(params Traffic[] calls)
    {
        var report = await Store.WriteAsync([.. calls.Select(call => call.Batch())], CancellationToken.None);
        report.Refused.Length.ShouldBe(0);
    }

    private protected static T Found<T>(QueryResult<T> result) where T : class
    {
        result.Failure.ShouldBeNull();
        return result.Value.ShouldNotBeNull();
    }

    /// <summary>The minutes of all calls that a filter finds, page by page.</summary>
    private protected async Task<List<int>> MinutesAsync(CallFilter filter, int limit = QueryOptions.MaxPage) =>
        [.. (await AllAsync(filter, limit)).Select(call => (int)(call.OpenedAt - Traffic.Start).TotalMinutes)];

    private protected async Task<List<CallSummary>> AllAsync(CallFilter filter, int limit)
    {
        var all = new List<CallSummary>();
        string? cursor = null;
        do
        {
            var page = Found(await Queries.ListCallsAsync(filter, new(limit, cursor), CancellationToken.None));
            page.Calls.Count.ShouldBeLessThanOrEqualTo(limit);
            all.AddRange(page.Calls);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }
}
