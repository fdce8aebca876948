using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;
using LuthienProxy.Storage.Tests.Databases;
using LuthienProxy.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace LuthienProxy.Storage.Tests.Rows;

/// <summary>What a session costs on disk. The unique content is counted as bytes sent; indexes, search, and the events' own rows are part of the cost.</summary>
[Trait("Spec", "002-02")]
public sealed class CostSpec(ITestOutputHelper output) : IDisposable
{
    const int Turns = 100;
    const double MostOverUnique = 1.3;

    static readonly RecordedHeader[] Headers =
    [
        new("accept", "application/json"), new("user-agent", "claude-cli/2.1.197 (external, sdk-cli)"), new("anthropic-version", "2023-06-01"), new("x-app", "cli"),
        new("anthropic-beta", "claude-code-20250219,interleaved-thinking-2025-05-14,thinking-token-count-2026-05-13,context-management-2025-06-27,prompt-caching-scope-2026-01-05"),
        new("x-stainless-lang", "js"), new("x-stainless-retry-count", "0"), new("x-stainless-timeout", "600"), new("content-type", "application/json"),
    ];

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_of_100_turns_must_cost_its_unique_content_in_an_embedded_database()
    {
        var options = _folder.Options();
        (long Unique, long Naive) sent;
        await using (var database = Database.Open(options, TimeProvider.System))
        {
            await database.ExecuteAsync(await MigrationAsync("sqlite"));
            await using (var store = new SqliteJournalStore(database, Codec(), new StoreOptions()))
                sent = await RecordAsync(store);
            await database.ExecuteAsync("pragma wal_checkpoint(truncate)");
        }

        Judge("SQLite", sent, Directory.EnumerateFiles(_folder.Path).Sum(file => new FileInfo(file).Length));
    }

    [Fact]
    public async Task Sessions_of_100_turns_must_cost_their_unique_content_on_a_server()
    {
        await using var database = Database.Open(await TestDatabases.PostgresAsync(), TimeProvider.System);
        await database.ExecuteAsync(await MigrationAsync("postgres"));
        await using var store = new PostgresJournalStore(database, Codec(), new StoreOptions());

        await RecordAsync(store);
        await database.ExecuteAsync("vacuum");
        // Empty tables, and the pages that search's list of new words leaves free once (4 MB at most), are the database's and not a session's.
        var before = await SizeAsync(database);
        var second = await RecordAsync(store, start: 300_000);
        var third = await RecordAsync(store, start: 600_000);
        await database.ExecuteAsync("vacuum");

        output.WriteLine($"PostgreSQL held {before:N0} bytes after a first session.");
        Judge("PostgreSQL, two more sessions", (second.Unique + third.Unique, second.Naive + third.Naive), await SizeAsync(database) - before);
    }

    void Judge(string engine, (long Unique, long Naive) sent, long onDisk)
    {
        output.WriteLine($"{engine}: {onDisk:N0} bytes on disk for {sent.Unique:N0} bytes of unique content ({(double)onDisk / sent.Unique:f2}); every body as it came would be {sent.Naive:N0} ({(double)sent.Naive / onDisk:f0} times as much).");
        ((double)onDisk / sent.Unique).ShouldBeLessThanOrEqualTo(MostOverUnique);
    }

    static async Task<(long Unique, long Naive)> RecordAsync(IJournalStore store, int start = 0)
    {
        var session = new ScriptedSession(start);
        var naive = 0L;
        for (var turn = 0; turn < Turns; turn++)
        {
            var request = session.NextRequest(turn);
            var (segments, text) = session.NextAnswer(turn);
            naive += request.Length + (2 * segments.Sum(segment => segment.Length));
            await RecordAsync(store, request, segments, text);
        }
        return (session.Unique, naive);
    }

    // As the recorder hands a call over: its beginning, its head, piece by piece, its end.
    static async Task RecordAsync(IJournalStore store, byte[] request, IReadOnlyList<byte[]> segments, string text)
    {
        var id = Some.Id();
        var opened = Some.Opened(session: "5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10");
        var sequence = 1;
        await WriteAsync(opened, new RequestReceived([.. Headers], new Payload.Whole(request)));
        await WriteAsync(new RequestForwarded("anthropic", "https://api.anthropic.com/v1/messages", null), new UpstreamResponded(200, [new("content-type", "text/event-stream"), new("request-id", id.ToString())]));
        var offset = 0L;
        foreach (var segment in segments)
        {
            await WriteAsync(new OriginalSegment(offset, new Payload.Whole(segment)), new DeliveredSegment(offset, [new DeliveredRun.Copy(offset, segment.Length)]));
            offset += segment.Length;
        }
        var end = Some.Batch(id, sequence, new Completed(Some.Summary())) with { AnswerText = text };
        (await store.WriteAsync([end], CancellationToken.None)).Refused.ShouldBeEmpty();

        async Task WriteAsync(params JournalEvent[] events)
        {
            (await store.WriteAsync([Some.Batch(id, sequence, events)], CancellationToken.None)).Refused.ShouldBeEmpty();
            sequence += events.Length;
        }
    }

    static Task<long> SizeAsync(IDatabase database) => database.ScalarAsync<long>("""
        select sum(pg_total_relation_size(c.oid))::bigint from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'
        """);

    static RowCodec Codec() => new(TimeProvider.System, NullLoggerFactory.Instance);

    static Task<string> MigrationAsync(string engine) => File.ReadAllTextAsync(Path.Combine(Repository.Root, "migrations", engine, "0001_create_journal.sql"));
}
