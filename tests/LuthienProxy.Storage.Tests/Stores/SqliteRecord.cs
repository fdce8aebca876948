using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>The tables of an embedded database.</summary>
sealed class SqliteRecord(IDatabase database) : SqlRecord(database)
{
    readonly IDatabase _database = database;

    public override async Task<IReadOnlyList<TransactionId>> FindAsync(string word) =>
        [.. (await _database.ListAsync<byte[]>("""
            select t.transaction_id from search_documents d join transactions t on t.rowid = d.rowid where d.search_documents match @word order by t.transaction_id
            """, new { word })).Select(id => new TransactionId(new Guid(id, bigEndian: true)))];

    public override async Task<RecordedSession?> SessionAsync(string session) =>
        (await _database.ListAsync<Row>("select first_at as First, last_at as Last, title as Title from sessions where session_id = @session", new { session }))
            .Select(row => new RecordedSession(Time(row.First), Time(row.Last), row.Title)).SingleOrDefault();

    protected override object Key(TransactionId transaction) => transaction.Value.ToByteArray(bigEndian: true);

    static DateTimeOffset Time(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    sealed record Row(long First, long Last, string? Title);
}
