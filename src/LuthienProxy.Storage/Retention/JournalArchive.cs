using Dapper;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Retention;

/// <summary>
/// Takes transactions out of the journal into files, and back: into the same database or another, of either engine. What comes back is what went, to the byte;
/// projections and the search are made anew from it. Thread-safe.
/// </summary>
/// <remarks>A file: gzipped lines of JSON, one an event, request bodies whole; the last line says that nothing is missing.</remarks>
/// <param name="database">The journal's database.</param>
/// <param name="store">Where is read from.</param>
/// <param name="newStore">
/// Makes a store for one import. Search finds a message by the first call that a store saw it with: one that remembers calls that have gone would not index it again.
/// </param>
public sealed class JournalArchive(IDatabase database, IJournalStore store, Func<IJournalStore> newStore)
{
    const int PageEvents = 256;

    /// <summary>Ids of transactions between two others, in order, without the ends.</summary>
    public async Task<IReadOnlyList<TransactionId>> FindAsync(TransactionId after, TransactionId before, int count, CancellationToken cancellation)
    {
        var values = new { After = StoredValue.Of(database.Engine, after), Before = StoredValue.Of(database.Engine, before), Count = count };
        var ids = await database.ReadAsync((connection, stop) => connection.QueryAsync<object>(new CommandDefinition(
            "select transaction_id from transactions where transaction_id > @After and transaction_id < @Before order by transaction_id limit @Count", values, cancellationToken: stop)), cancellation);
        return [.. ids.Select(row => StoredValue.Id(((IDictionary<string, object>)row)["transaction_id"]))];
    }

    /// <summary>Writes transactions to a new file. Those of which an event cannot be read any more are left out, and named in the report.</summary>
    /// <exception cref="IOException">The file cannot be written, or is there already; nothing stands under its name then.</exception>
    /// <exception cref="StoreException">The record cannot be read.</exception>
    public async Task<ArchiveReport> ExportAsync(string path, IReadOnlyList<TransactionId> transactions, CancellationToken cancellation)
    {
        await using var writer = new ArchiveWriter(path);
        var (written, left, events) = (new List<TransactionId>(), new List<TransactionId>(), 0L);
        foreach (var id in transactions)
        {
            if (!await IsReadableAsync(id, cancellation))
            {
                left.Add(id);
                continue;
            }
            await foreach (var entry in EntriesAsync(id, cancellation))
            {
                await writer.AddAsync(entry, cancellation);
                events++;
            }
            written.Add(id);
        }
        await writer.CompleteAsync(cancellation);
        return new ArchiveReport(written, events, left);
    }

    /// <summary>
    /// Puts the transactions of files back on record, in the order given: name the oldest first, so that search finds a message by the call that brought it.
    /// What is on record stays as it is, so an import that broke off may be repeated.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is not an archive, is damaged, or breaks off; what stood before that place is on record.</exception>
    /// <exception cref="StoreException">The record cannot be written.</exception>
    public async Task<ArchiveReport> ImportAsync(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var (written, left, events) = (new List<TransactionId>(), new List<TransactionId>(), 0L);
        await using var importing = newStore();
        foreach (var file in files)
            await foreach (var entries in ArchiveReader.ReadAsync(file, cancellation))
            {
                var isWhole = await ImportAsync(importing, entries, cancellation);
                (isWhole ? written : left).Add(entries[0].TransactionId);
                events += entries.Count;
            }
        return new ArchiveReport(written, events, left);
    }

    static async Task<bool> ImportAsync(IJournalStore store, IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        var id = entries[0].TransactionId;
        var isWhole = true;
        foreach (var page in entries.Chunk(PageEvents))
        {
            // What search finds the answer by comes with the end.
            var text = page[^1].Event is TransactionEnded ? AnswerText.Of(entries) : null;
            var report = await store.WriteAsync([new JournalBatch(id, [.. page]) { AnswerText = text }], cancellation);
            isWhole &= report.Refused.IsEmpty;
        }
        return isWhole;
    }

    async Task<bool> IsReadableAsync(TransactionId id, CancellationToken cancellation)
    {
        var wanted = await database.ReadAsync((connection, stop) => connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select event_count from transactions where transaction_id = @Id", new { Id = StoredValue.Of(database.Engine, id) }, cancellationToken: stop)), cancellation);
        var read = 0;
        await foreach (var entry in EntriesAsync(id, cancellation))
            if (entry.Sequence == read + 1)
                read++;
        return read == wanted && wanted > 0;
    }

    async IAsyncEnumerable<JournalEntry> EntriesAsync(TransactionId id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var last = 0;
        while (await store.ReadAsync(id, last, PageEvents, cancellation) is { Count: > 0 } page)
        {
            foreach (var entry in page)
                yield return entry;
            last = page[^1].Sequence;
        }
    }
}
