using LuthienProxy.Storage.Queries.Search;
using LuthienProxy.Storage.Stores.Planning;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>
/// Writes <c>search_documents</c>. An index without content cannot add to a document, so what a call is found by waits in <c>search_texts</c> until the call
/// has ended, and is indexed then, whole and once.
/// </summary>
sealed class SqliteSearch(Func<string, SqliteStatement> prepare)
{
    readonly SqliteStatement _wait = prepare("""
        insert into search_texts (transaction_id, document) values (?, ?)
        on conflict (transaction_id) do update set document = document || char(10) || excluded.document
        """);

    readonly SqliteStatement _forget = prepare("delete from search_documents where rowid = (select rowid from transactions where transaction_id = ?)");

    readonly SqliteStatement _index = prepare("""
        insert into search_documents (rowid, document)
        select t.rowid, s.document from transactions t join search_texts s on s.transaction_id = t.transaction_id where t.transaction_id = ?
        """);

    readonly SqliteStatement _done = prepare("delete from search_texts where transaction_id = ?");

    internal void Write(RowChange change)
    {
        if (change.Reopened is not null)
            _forget.Bind(change.TransactionId).Run();
        if (change.SearchText is { } text)
            _wait.Bind(change.TransactionId).Bind(SearchWords.Normalize(text)).Run();
        if (change.Ended is not { } ended)
            return;
        _index.Bind(change.TransactionId).Run();
        // After a provisional end the rest of the text may still come.
        if (!ended.IsRecovered)
            _done.Bind(change.TransactionId).Run();
    }
}
