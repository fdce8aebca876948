using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;
using Microsoft.Data.Sqlite;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>The journal in an embedded database. One write at a time: the file has one writer, whose statements stay prepared.</summary>
/// <remarks>SQLite works on the caller's thread: a write holds it for as long as the disk takes.</remarks>
sealed class SqliteJournalStore(IDatabase database, IRowCodec codec, StoreOptions options) : JournalStore(codec, options)
{
    const string Events = "select sequence, type, created_at, data, body from transaction_events where transaction_id = ? and sequence > ? order by sequence limit ?";
    const string Contents = "select size, encoding, body from contents where content_hash = ?";
    const string Item = "select parent_hash, depth, skeleton from conversation_items where item_hash = ?";

    // Only touched by who holds the connection that writes.
    SqliteWriter? _writer;

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ContentRow>> ContentsAsync(IReadOnlyCollection<ContentHash> hashes, CancellationToken cancellation) =>
        await ReadAsync(Contents, (statement, stop) =>
        {
            var rows = new List<ContentRow>(hashes.Count);
            foreach (var hash in hashes)
            {
                stop.ThrowIfCancellationRequested();
                statement.Bind(hash);
                if (statement.Step())
                    rows.Add(new(hash, (int)statement.Integer(0), (short)statement.Integer(1), statement.Bytes(2).ToArray()));
                statement.Reset();
            }
            return rows;
        }, cancellation);

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ItemRow>> ChainAsync(ContentHash head, int count, CancellationToken cancellation) =>
        await ReadAsync(Item, (statement, stop) =>
        {
            var rows = new List<ItemRow>(count);
            for (ContentHash? next = head; next is { } hash && rows.Count < count;)
            {
                stop.ThrowIfCancellationRequested();
                statement.Bind(hash);
                next = null;
                if (statement.Step())
                {
                    next = statement.IsNull(0) ? null : ContentHash.Read(statement.Bytes(0));
                    rows.Add(new(hash, next, (int)statement.Integer(1), statement.Bytes(2).ToArray()));
                }
                statement.Reset();
            }
            rows.Reverse();
            return rows;
        }, cancellation);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        try
        {
            // Waits for a write under way.
            await using var lease = await database.LeaseAsync(DatabaseAccess.Write, CancellationToken.None);
            _writer?.Dispose();
            _writer = null;
        }
        catch (PoolExhaustedException)
        {
            // The disk hangs, and with it a write: its statements go when it returns.
        }
    }

    protected override Task<WritePlan> WriteGroupAsync(IReadOnlyList<EncodedBatch> group, CancellationToken cancellation) =>
        database.WriteAsync((connection, stop) => Task.FromResult(WriteGroup((SqliteConnection)connection, group, stop)), cancellation);

    protected override Task<IReadOnlyList<EventRow>> EventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation) =>
        ReadAsync(Events, (statement, stop) =>
        {
            var rows = new List<EventRow>();
            statement.Bind(transaction).Bind(after).Bind(limit);
            for (var bytes = 0L; bytes < Options.PageBytes && statement.Step();)
            {
                stop.ThrowIfCancellationRequested();
                ReadOnlyMemory<byte>? body = statement.IsNull(4) ? null : statement.Bytes(4).ToArray();
                rows.Add(new(transaction, (int)statement.Integer(0), statement.Text(1), statement.Time(2), statement.Text(3), body));
                bytes += body?.Length ?? 0;
            }
            return rows;
        }, cancellation);

    protected override StoreFault? FaultOf(Exception failure) => SqliteFaults.Of(failure);

    protected override bool IsUnstorable(Exception failure) => SqliteFaults.IsUnstorable(failure);

    WritePlan WriteGroup(SqliteConnection connection, IReadOnlyList<EncodedBatch> group, CancellationToken cancellation)
    {
        var writer = WriterOf(connection);
        var plan = WriteGroup(writer, group, cancellation);
        // Kept only after a success: a failure may have left a statement half bound.
        _writer = writer;
        return plan;
    }

    WritePlan WriteGroup(SqliteWriter writer, IReadOnlyList<EncodedBatch> group, CancellationToken cancellation)
    {
        writer.Begin();
        var tips = new Dictionary<TransactionId, RecordTip>();
        foreach (var batch in group)
        {
            if (!tips.ContainsKey(batch.Batch.TransactionId))
                tips.Add(batch.Batch.TransactionId, writer.Tip(batch.Batch.TransactionId));
        }
        var (plan, rows) = Plan(group, tips);
        writer.Write(rows);
        cancellation.ThrowIfCancellationRequested();
        writer.Commit();
        return plan;
    }

    SqliteWriter WriterOf(SqliteConnection connection)
    {
        // What was begun and not committed, the database rolls back when it gets the connection again.
        var writer = _writer;
        _writer = null;
        if (writer?.IsOf(connection) is true)
            return writer;
        writer?.Dispose();
        return new SqliteWriter(connection);
    }

    Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<SqliteStatement, CancellationToken, IReadOnlyList<T>> read, CancellationToken cancellation) =>
        database.ReadAsync((connection, stop) =>
        {
            using var statement = new SqliteStatement((SqliteConnection)connection, sql);
            return Task.FromResult(read(statement, stop));
        }, cancellation);
}
