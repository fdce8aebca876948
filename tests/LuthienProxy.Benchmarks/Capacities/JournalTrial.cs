using System.Diagnostics;
using System.Text;
using Luthien.Actors;
using LuthienProxy.Benchmarks.Journal;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Stores.Sqlite;
using LuthienProxy.Storage.Writers;
using Microsoft.Extensions.Logging.Abstractions;
using WrittenJournal = LuthienProxy.Storage.Writers.Journal;

namespace LuthienProxy.Benchmarks.Capacities;

/// <summary>The queue before a writer of the journal, on SQLite: many calls at once, each handing a segment over and waiting for its answer.</summary>
static class JournalTrial
{
    const int Calls = 512;
    const int Batches = 12;

    static readonly Payload.Whole Segment = new(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(i => $"data: {{\"text\":\"word{i} of a segment\"}}\n\n"))));

    public static async Task<CapacityFigures> RunAsync(int capacity)
    {
        var folder = Directory.CreateTempSubdirectory("luthien-bench-capacity-");
        try
        {
            await using var database = await JournalCommand.OpenAsync($"sqlite:{folder.FullName}/journal.db");
            await using var store = new SqliteJournalStore(database, new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), new());
            await using var system = ActorSystem.Create("capacity");
            var options = new JournalOptions { Writers = 1, Queue = capacity, Spool = new SpoolOptions { Directory = Path.Combine(folder.FullName, "spool") } };
            await using var journal = await WrittenJournal.StartAsync(system, store, options, NullLogger<WrittenJournal>.Instance);
            var latencies = new long[Calls * Batches];
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, Calls).Select(call => Task.Run(() => AppendAsync(journal, latencies.AsMemory(call * Batches, Batches)))));
            var took = watch.Elapsed;
            await journal.FlushAsync(Task.CompletedTask);
            await system.Terminate();
            return CapacityFigures.Of(latencies, took, held: 0);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static async Task AppendAsync(WrittenJournal journal, Memory<long> latencies)
    {
        var id = TransactionId.New(TimeProvider.System);
        for (var i = 0; i < latencies.Length; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await journal.AppendAsync(new JournalBatch(id, [new JournalEntry(id, i + 1, DateTimeOffset.UnixEpoch.AddYears(56), i == 0 ? Opened : new OriginalSegment(i * 1000, Segment))]));
            latencies.Span[i] = Stopwatch.GetTimestamp() - begun;
        }
    }

    static Opened Opened { get; } = new() { Node = "bench", Format = "openai-chat", Model = "m", Method = "POST", Path = "/v1/chat/completions", IsStream = true };
}
