using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.InMemory;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Benchmarks.Journal;

/// <summary>What an event costs each engine's store, encoding included: the same calls for all of them. Memory stands for encoding alone.</summary>
static class JournalCommand
{
    public static async Task<int> RunAsync(string[] words)
    {
        string[] engines = words.Length > 0 ? words : ["memory", "sqlite", "postgres"];
        Console.WriteLine("| Engine | part of a call | events | events/s | CPU per event (µs) | allocated per event (B) |\n|---|---|---|---|---|---|");
        foreach (var engine in engines)
            await MeasureAsync(engine);
        return 0;
    }

    static async Task MeasureAsync(string engine)
    {
        var folder = Directory.CreateTempSubdirectory("luthien-bench-journal-");
        var server = engine == "postgres" ? await PostgresServer.StartAsync(new() { IsDurable = true }) : null;
        try
        {
            await using var database = engine == "memory" ? null : await OpenAsync(server is null ? $"sqlite:{folder.FullName}/journal.db" : await server.CreateDatabaseAsync());
            var codec = new RowCodec(TimeProvider.System, NullLoggerFactory.Instance);
            await using IJournalStore store = database switch
            {
                null => new InMemoryJournalStore(codec, new()),
                { Engine: DatabaseEngine.Sqlite } => new SqliteJournalStore(database, codec, new()),
                _ => new PostgresJournalStore(database, codec, new()),
            };
            await new JournalLoad(engine, store).RunAsync();
        }
        finally
        {
            if (server is not null)
                await server.DisposeAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A database with today's tables.</summary>
    public static async Task<IDatabase> OpenAsync(string url)
    {
        var parsed = DatabaseUrl.TryParse(url, out var known, out var problem) ? known : throw new ArgumentException(problem, nameof(url));
        var database = Database.Open(new() { Url = parsed }, TimeProvider.System);
        await new Migrator(database, MigrationFiles.Of(database.Engine), TimeProvider.System, NullLogger.Instance).RunAsync(CancellationToken.None);
        return database;
    }
}
