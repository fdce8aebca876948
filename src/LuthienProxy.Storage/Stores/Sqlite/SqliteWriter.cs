using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;
using Microsoft.Data.Sqlite;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>The journal's statements on the one connection that writes, prepared once. For who holds that connection.</summary>
sealed class SqliteWriter : IDisposable
{
    readonly SqliteConnection _connection;
    readonly List<SqliteStatement> _statements = [];
    readonly SqliteStatement _begin;
    readonly SqliteStatement _commit;
    readonly SqliteStatement _tip;
    readonly SqliteStatement _addEvent;
    readonly SqliteStatement _removeEvent;
    readonly SqliteUsedRows _contents;
    readonly SqliteUsedRows _items;
    readonly SqliteTransactions _transactions;
    readonly SqliteSessions _sessions;
    readonly SqliteSearch _search;

    internal SqliteWriter(SqliteConnection connection)
    {
        _connection = connection;
        // The lock is taken at once: a read that becomes a write may find that another was faster, and cannot wait for it.
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _tip = Prepare("select event_count, state, is_recovered from transactions where transaction_id = ?");
        _addEvent = Prepare("insert into transaction_events (transaction_id, sequence, type, created_at, data, body) values (?, ?, ?, ?, ?, ?)");
        _removeEvent = Prepare("delete from transaction_events where transaction_id = ? and sequence = ?");
        _contents = new(Prepare, "contents", "content_hash", "size, encoding, body", columns: 3);
        _items = new(Prepare, "conversation_items", "item_hash", "parent_hash, depth, skeleton", columns: 3);
        _transactions = new(Prepare);
        _sessions = new(Prepare);
        _search = new(Prepare);
    }

    internal void Begin() => _begin.Run();

    internal void Commit() => _commit.Run();

    internal RecordTip Tip(TransactionId transaction)
    {
        _tip.Bind(transaction);
        var tip = _tip.Step() ? new RecordTip((int)_tip.Integer(0), Ending(_tip.Text(1), _tip.Integer(2) != 0)) : default;
        _tip.Reset();
        return tip;
    }

    /// <summary>Writes rows in the order in which they need one another.</summary>
    internal void Write(RowGroup rows)
    {
        foreach (var content in rows.Contents)
            _contents.Write(content.Hash, rows.UsedOn, content, static (statement, row) => statement.Bind(row.Size).Bind(row.Encoding).Bind(row.Body.Span));
        foreach (var item in rows.Items)
            _items.Write(item.Hash, rows.UsedOn, item, static (statement, row) => statement.Bind(row.Parent).Bind(row.Depth).Bind(row.Skeleton.Span));
        foreach (var change in rows.Changes)
            _transactions.Write(change);
        foreach (var change in rows.Changes)
        {
            if (change.Reopened is { } sequence)
                _removeEvent.Bind(change.TransactionId).Bind(sequence).Run();
        }
        foreach (var row in rows.Events)
            _addEvent.Bind(row.TransactionId).Bind(row.Sequence).Bind(row.Type).Bind(row.CreatedAt).Bind(row.Data).Bind(row.Body).Run();
        _sessions.Write(rows);
        _search.Write(rows);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements)
            statement.Dispose();
    }

    /// <summary>Whether the statements are this connection's.</summary>
    internal bool IsOf(SqliteConnection connection) => ReferenceEquals(connection, _connection);

    static RecordEnding Ending(string state, bool isRecovered) =>
        state == RowWords.Open ? RecordEnding.Open : isRecovered ? RecordEnding.Provisional : RecordEnding.Final;

    SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(_connection, sql);
        _statements.Add(statement);
        return statement;
    }
}
