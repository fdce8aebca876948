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

    readonly SqliteStatement _waiting = prepare("""
        select t.rowid, s.document from transactions t left join search_texts s on s.transaction_id = t.transaction_id where t.transaction_id = ?
        """);

    readonly SqliteStatement _done = prepare("delete from search_texts where transaction_id = ?");
    readonly SqliteStatement _forget = prepare("delete from search_documents where rowid = (select rowid from transactions where transaction_id = ?)");
    readonly SqliteStatement _index = prepare("insert into search_documents (rowid, document) values (?, ?)");

    internal void Write(RowGroup rows)
    {
        var documents = new List<(long Row, string Text)>();
        foreach (var change in rows.Changes)
        {
            if (change.Reopened is not null)
                _forget.Bind(change.TransactionId).Run();
            if (change.Ended is { } ended)
                Take(change, ended.IsRecovered, documents);
            else if (change.SearchText is { } text)
                _wait.Bind(change.TransactionId).Bind(text).Run();
        }
        // Last, one after the other, and each a plain insert: any statement that needs a savepoint (an insert from a query does) makes the index write
        // out what it has gathered, and merge it again later. That costs five times as much.
        foreach (var (row, text) in documents)
            _index.Bind(row).Bind(text).Run();
    }

    void Take(RowChange change, bool isRecovered, List<(long Row, string Text)> documents)
    {
        _waiting.Bind(change.TransactionId).Step();
        var row = _waiting.Integer(0);
        var text = _waiting.IsNull(1) ? null : _waiting.Text(1);
        _waiting.Reset();
        var document = text is null ? change.SearchText : change.SearchText is null ? text : $"{text}\n{change.SearchText}";
        if (document is not null)
            documents.Add((row, document));
        // After a provisional end the rest of the text may still come.
        if (!isRecovered && text is not null)
            _done.Bind(change.TransactionId).Run();
        else if (isRecovered && change.SearchText is { } more)
            _wait.Bind(change.TransactionId).Bind(more).Run();
    }
}
