using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Retention;
using LuthienProxy.Storage.Tests.Databases;
using LuthienProxy.Storage.Tests.Migrations;
using LuthienProxy.Storage.Tests.Stores;

namespace LuthienProxy.Storage.Tests.Retention;

/// <summary>What is old goes from every table, in small pieces; what was archived comes back as it was.</summary>
[Trait("Spec", "X-09")]
public abstract class RetentionSpec(DatabaseEngine engine) : IAsyncLifetime
{
    const string Answer =
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{"type":"text","text":"A zebra runs"},{"type":"tool_use","id":"t1","name":"paintbrush","input":{"colour":"mauve"}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2}}""";

    static readonly TimeSpan Keep = TimeSpan.FromDays(7);

    readonly SetClock _clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    readonly TestFolder _folder = new();
    TestJournal _journal = null!;

    public async Task InitializeAsync() => _journal = await TestJournal.OpenAsync(engine, _clock);

    public async Task DisposeAsync()
    {
        await _journal.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Every_table_of_the_schema_must_be_swept_or_kept_for_a_reason() =>
        RetainedTables.OfTransactions(engine).Concat(RetainedTables.ByUse.Keys).Concat(RetainedTables.Kept.Keys).ShouldBe(await SchemaCatalog.TablesAsync(_journal.Database), ignoreOrder: true);

    [Fact]
    public async Task What_is_old_must_go_from_every_table()
    {
        await WriteCallsAsync(5);
        await BeatAsync("node-old");
        await _journal.WriteAsync(Some.Beginning(TransactionId.New(_clock)));
        _clock.Now += Keep + TimeSpan.FromDays(2);
        var deleted = await SweepAsync(options => options with { Batch = 2 });
        deleted.Keys.ShouldBe(RetainedTables.OfTransactions(engine).Concat(RetainedTables.ByUse.Keys), ignoreOrder: true);
        deleted.Values.ShouldAllBe(rows => rows > 0);
        (await CountsAsync()).ShouldAllBe(rows => rows == 0);
    }

    [Fact]
    public async Task What_is_young_must_stay_with_all_that_it_needs()
    {
        var old = await WriteCallsAsync(1);
        _clock.Now += Keep;
        var young = await WriteCallsAsync(2);
        await BeatAsync("node-young");
        var before = await HoldsAsync(young);
        _clock.Now += TimeSpan.FromDays(1);
        (await SweepAsync())["transactions"].ShouldBe(1);
        (await _journal.Record.CallAsync(old[0])).ShouldBeNull();
        (await HoldsAsync(young)).ShouldBe(before);
        (await _journal.Record.CountAsync("gateway_nodes")).ShouldBe(1);
        (await _journal.Record.CountAsync("sessions")).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_with_open_calls_must_stay()
    {
        await BeatAsync("node-1");
        _clock.Now += Keep;
        await _journal.WriteAsync(Some.Beginning(TransactionId.New(_clock)));
        _clock.Now += TimeSpan.FromDays(1);
        await SweepAsync();
        (await _journal.Record.CountAsync("gateway_nodes")).ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_must_go_where_everything_is_kept()
    {
        await WriteCallsAsync(1);
        _clock.Now += TimeSpan.FromDays(10_000);
        (await SweepAsync(options => options with { Keep = null })).ShouldBeEmpty();
        (await _journal.Record.CountAsync("transactions")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_archived_must_come_back_as_it_was()
    {
        var calls = await WriteCallsAsync(7);
        var before = await HoldsAsync(calls);
        _clock.Now += Keep + TimeSpan.FromDays(2);
        await SweepAsync(options => options with { ArchiveDirectory = _folder.File("archive"), ArchiveTransactions = 3, Batch = 2 });
        (await CountsAsync()).ShouldAllBe(rows => rows == 0);
        var files = Directory.GetFiles(_folder.File("archive")).Order(StringComparer.Ordinal).ToList();
        files.Count.ShouldBe(3);
        (await Archive().ImportAsync(files, CancellationToken.None)).Transactions.ShouldBe(calls);
        (await HoldsAsync(calls)).ShouldBe(before);
        // A second time changes nothing.
        (await Archive().ImportAsync(files, CancellationToken.None)).Left.ShouldBeEmpty();
        (await HoldsAsync(calls)).ShouldBe(before);
    }

    [Fact]
    public async Task An_archive_must_be_taken_by_the_other_engine()
    {
        var calls = await WriteCallsAsync(2);
        var before = await HoldsAsync(calls);
        await Archive().ExportAsync(_folder.File("out.jsonl.gz"), calls, CancellationToken.None);
        await using var other = await TestJournal.OpenAsync(engine == DatabaseEngine.Sqlite ? DatabaseEngine.Postgres : DatabaseEngine.Sqlite, _clock);
        await new JournalArchive(other.Database, other.Store, other.NewStore).ImportAsync([_folder.File("out.jsonl.gz")], CancellationToken.None);
        (await HoldsAsync(calls, other)).ShouldBe(before);
    }

    [Fact]
    public async Task An_archive_that_breaks_off_must_be_refused()
    {
        var path = _folder.File("out.jsonl.gz");
        await Archive().ExportAsync(path, await WriteCallsAsync(2), CancellationToken.None);
        var lines = Unzip(path);
        Zip(path, lines[..^1]);
        await Should.ThrowAsync<InvalidDataException>(() => Archive().ImportAsync([path], CancellationToken.None));
        Zip(path, [.. lines[..^2], lines[^1]]);
        await Should.ThrowAsync<InvalidDataException>(() => Archive().ImportAsync([path], CancellationToken.None));
        Zip(path, ["no json"]);
        await Should.ThrowAsync<InvalidDataException>(() => Archive().ImportAsync([path], CancellationToken.None));
    }

    [Fact]
    public async Task An_archive_must_not_overwrite_another()
    {
        var calls = await WriteCallsAsync(1);
        await Archive().ExportAsync(_folder.File("out.jsonl.gz"), calls, CancellationToken.None);
        await Should.ThrowAsync<IOException>(() => Archive().ExportAsync(_folder.File("out.jsonl.gz"), calls, CancellationToken.None));
        Directory.GetFiles(_folder.Path, "*.partial").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_cannot_be_archived_must_not_be_deleted()
    {
        var calls = await WriteCallsAsync(3);
        await _journal.Database.ExecuteAsync("update transaction_events set type = 'of-the-future' where sequence = 2 and transaction_id = @id", new { id = StoredValue.Of(engine, calls[1]) });
        _clock.Now += Keep + TimeSpan.FromDays(2);
        (await SweepAsync(options => options with { ArchiveDirectory = _folder.File("archive") }))["transactions"].ShouldBe(2);
        (await _journal.Record.CallAsync(calls[1])).ShouldNotBeNull();
    }

    private protected Task<IReadOnlyDictionary<string, long>> SweepAsync(Func<RetentionOptions, RetentionOptions>? change = null)
    {
        var options = new RetentionOptions { Keep = Keep, Pause = TimeSpan.Zero };
        return new RetentionSweep(_journal.Database, Archive(), change?.Invoke(options) ?? options, _clock).RunAsync(CancellationToken.None);
    }

    private protected IDatabase Database => _journal.Database;

    JournalArchive Archive() => new(_journal.Database, _journal.Store, _journal.NewStore);

    /// <summary>Calls of one session, each with large contents of its own and some shared ones, and every kind of event.</summary>
    async Task<TransactionId[]> WriteCallsAsync(int count)
    {
        var calls = Enumerable.Range(0, count).Select(_ => TransactionId.New(_clock)).Order(Comparer<TransactionId>.Create((a, b) => string.CompareOrdinal($"{a}", $"{b}"))).ToArray();
        foreach (var (i, id) in calls.Index())
        {
            var large = string.Concat(Enumerable.Repeat($"giraffe{i} ", 100));
            var end = new Completed(Some.Summary());
            JournalEvent[] events =
            [
                Some.Opened("session-1"), Some.Request("elephant", string.Concat(Enumerable.Repeat("shared ", 100)), large), .. Some.EveryEvent("plain", end)[2..4],
                Some.Original(Answer), new DeliveredSegment(0, [new DeliveredRun.Copy(0, 20), new DeliveredRun.Literal(Some.Bytes(Answer[20..30])), new DeliveredRun.Copy(30, Answer.Length - 30)]),
                .. Some.EveryEvent("plain", end)[6..8], end,
            ];
            var batch = new JournalBatch(id, [.. events.Select((happened, n) => new JournalEntry(id, n + 1, _clock.Now.AddMilliseconds(n), happened))]);
            await _journal.WriteAsync(batch with { AnswerText = "A zebra runs\npaintbrush {\"colour\":\"mauve\"}" });
        }
        return calls;
    }

    Task<int> BeatAsync(string node) => _journal.Database.ExecuteAsync(
        "insert into gateway_nodes (node_id, started_at, heartbeat_at) values (@node, @at, @at)", new { node, at = StoredValue.Of(engine, _clock.Now) });

    Task<long[]> CountsAsync() => Task.WhenAll(RetainedTables.OfTransactions(engine).Concat(RetainedTables.ByUse.Keys).Select(table => _journal.Record.CountAsync(table)));

    /// <summary>All that can be asked of calls, as lines.</summary>
    async Task<IReadOnlyList<string>> HoldsAsync(TransactionId[] calls, TestJournal? journal = null)
    {
        journal ??= _journal;
        var lines = new List<string>();
        foreach (var id in calls)
        {
            lines.Add($"{await journal.Record.CallAsync(id)}");
            foreach (var entry in await journal.Store.ReadAsync(id, 0, 100, CancellationToken.None))
                lines.Add($"{entry.Sequence} {entry.At.UtcTicks} {entry.Event.GetType().Name} {Hash(Rendered.Of(entry.Event))}");
        }
        lines.Add($"{await journal.Record.SessionAsync("session-1")}");
        foreach (var word in new[] { "elephant", "giraffe1", "zebra", "paintbrush", "mauve", "shared", "nowhere" })
            lines.Add($"{word}: {string.Join(',', (await journal.Record.FindAsync(word)).Intersect(calls))}");
        return lines;
    }

    static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string[] Unzip(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    static void Zip(string path, string[] lines)
    {
        using var writer = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        writer.Write(string.Join('\n', lines) + "\n");
    }
}
