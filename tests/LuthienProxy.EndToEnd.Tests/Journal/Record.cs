using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>Reads the record of calls straight from the database, past the gateway.</summary>
sealed class Record : IAsyncDisposable
{
    const int Page = 1000;

    readonly IDatabase _database;
    readonly IJournalStore _store;

    public Record(string databaseUrl)
    {
        if (!DatabaseUrl.TryParse(databaseUrl, out var url, out var problem))
            throw new ArgumentException(problem, nameof(databaseUrl));
        _database = Database.Open(new StorageOptions { Url = url }, TimeProvider.System);
        _store = JournalStores.On(_database, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <summary>What is on record of a call; empty when nothing is.</summary>
    public async Task<RecordedCall> OfAsync(string transactionId)
    {
        TransactionId.TryParse(transactionId, out var id).ShouldBeTrue();
        var entries = new List<JournalEntry>();
        while (await _store.ReadAsync(id, entries.Count == 0 ? 0 : entries[^1].Sequence, Page, CancellationToken.None) is { Count: > 0 } page)
            entries.AddRange(page);
        return new RecordedCall(entries);
    }

    /// <summary>What is on record of each of these calls, in their order.</summary>
    public async Task<IReadOnlyList<RecordedCall>> OfAsync(IEnumerable<string> transactionIds)
    {
        var calls = new List<RecordedCall>();
        foreach (var id in transactionIds)
            calls.Add(await OfAsync(id));
        return calls;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
    }
}
