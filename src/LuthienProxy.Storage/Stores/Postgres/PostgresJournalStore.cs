using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;
using Npgsql;
using NpgsqlTypes;
using static LuthienProxy.Storage.Stores.Postgres.PostgresBatch;

namespace LuthienProxy.Storage.Stores.Postgres;

/// <summary>
/// The journal on PostgreSQL. A write is two round trips, however many rows it has: one looks and locks, one writes and commits. Writers of different
/// transactions work side by side, each on a connection of the pool.
/// </summary>
sealed class PostgresJournalStore(IDatabase database, IRowCodec codec, StoreOptions options) : JournalStore(codec, options)
{
    const string Events = """
        select sequence, type, created_at, data, body
        from (
            select *, sum(coalesce(octet_length(body), 0)) over (order by sequence rows between unbounded preceding and 1 preceding) as before
            from (select * from transaction_events where transaction_id = $1 and sequence > $2 order by sequence limit $3) page
        ) sized
        where coalesce(before, 0) < $4 order by sequence
        """;

    const string Contents = "select content_hash, size, encoding, body from contents where content_hash = any($1)";

    const string Chain = """
        with recursive chain as (
            select * from conversation_items where item_hash = $1
            union all
            select i.* from chain c join conversation_items i on i.item_hash = c.parent_hash
        )
        select item_hash, parent_hash, depth, skeleton from (select * from chain limit $2) last order by depth
        """;

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ContentRow>> ContentsAsync(IReadOnlyCollection<ContentHash> hashes, CancellationToken cancellation)
    {
        byte[][] wanted = [.. hashes.Select(static hash => hash.ToArray())];
        return await QueryAsync(Contents, static row => new ContentRow(Hash(row, 0), row.GetInt32(1), row.GetInt16(2), Bytes(row, 3)), cancellation,
            Value(wanted, NpgsqlDbType.Array | NpgsqlDbType.Bytea));
    }

    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<ItemRow>> ChainAsync(ContentHash head, int count, CancellationToken cancellation) =>
        await QueryAsync(Chain, static row => new ItemRow(Hash(row, 0), row.IsDBNull(1) ? null : Hash(row, 1), row.GetInt32(2), Bytes(row, 3)), cancellation,
            Value(head.ToArray(), NpgsqlDbType.Bytea), Value(count, NpgsqlDbType.Integer));

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override Task<WritePlan> WriteGroupAsync(IReadOnlyList<EncodedBatch> group, CancellationToken cancellation) =>
        database.WriteAsync((connection, stop) => WriteGroupAsync((NpgsqlConnection)connection, group, stop), cancellation);

    protected override Task<IReadOnlyList<EventRow>> EventsAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation) =>
        QueryAsync(Events, row => new EventRow(transaction, row.GetInt32(0), row.GetString(1), new(row.GetDateTime(2)), row.GetString(3), row.IsDBNull(4) ? null : Bytes(row, 4)), cancellation,
            Value(transaction.Value, NpgsqlDbType.Uuid), Value(after, NpgsqlDbType.Integer), Value(limit, NpgsqlDbType.Integer), Value(Options.PageBytes, NpgsqlDbType.Integer));

    protected override StoreFault? FaultOf(Exception failure) => PostgresFaults.Of(failure);

    protected override bool IsUnstorable(Exception failure) => PostgresFaults.IsUnstorable(failure);

    async Task<WritePlan> WriteGroupAsync(NpgsqlConnection connection, IReadOnlyList<EncodedBatch> group, CancellationToken cancellation)
    {
        // The beginning travels with the first statements, the commit with the last.
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var sight = await PostgresSight.TakeAsync(connection, group, cancellation);
        var (plan, rows) = Plan(group, sight.Tips);
        if (plan.Batches.IsEmpty)
            return plan;
        await using var batch = new PostgresBatch(connection);
        PostgresRows.Add(batch, rows, sight);
        await batch.Add("commit").RunAsync(cancellation);
        return plan;
    }

    Task<IReadOnlyList<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation, params NpgsqlParameter[] parameters) =>
        database.ReadAsync<IReadOnlyList<T>>(async (connection, stop) =>
        {
            await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)connection);
            command.Parameters.AddRange(parameters);
            await using var reader = await command.ExecuteReaderAsync(stop);
            var rows = new List<T>();
            while (await reader.ReadAsync(stop))
                rows.Add(read(reader));
            return rows;
        }, cancellation);

    static ContentHash Hash(NpgsqlDataReader row, int column) => ContentHash.Read(Bytes(row, column));

    static byte[] Bytes(NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
