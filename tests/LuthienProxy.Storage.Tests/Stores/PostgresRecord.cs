using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>The tables of a database on a server.</summary>
sealed class PostgresRecord(IDatabase database) : SqlRecord(database)
{
    readonly IDatabase _database = database;

    public override async Task<IReadOnlyList<TransactionId>> FindAsync(string word) =>
        [.. (await _database.ListAsync<Guid>("select transaction_id from search_documents where document @@ plainto_tsquery('simple', @word) order by transaction_id", new { word }))
            .Select(id => new TransactionId(id))];

    public override async Task<RecordedSession?> SessionAsync(string session) =>
        (await _database.ListAsync<Row>("select first_at as First, last_at as Last, title as Title from sessions where session_id = @session", new { session }))
            .Select(row => new RecordedSession(new(row.First), new(row.Last), row.Title)).SingleOrDefault();

    protected override object Key(TransactionId transaction) => transaction.Value;

    sealed record Row(DateTime First, DateTime Last, string? Title);
}
