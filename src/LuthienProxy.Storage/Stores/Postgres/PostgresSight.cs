using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;
using Npgsql;
using NpgsqlTypes;
using static LuthienProxy.Storage.Stores.Postgres.PostgresBatch;

namespace LuthienProxy.Storage.Stores.Postgres;

/// <summary>
/// What a write must know first, in one round trip. The rows of new transactions are put there at once: then every transaction has a row to lock, also
/// against the same batch on another connection whose answer had been given up.
/// </summary>
/// <param name="Tips">Where the record of each transaction ends.</param>
/// <param name="Contents">Contents that are there, and count as used on the day.</param>
/// <param name="Items">Items of the same kind.</param>
sealed record PostgresSight(Dictionary<TransactionId, RecordTip> Tips, HashSet<ContentHash> Contents, HashSet<ContentHash> Items)
{
    const string Open = """
        insert into transactions (transaction_id, opened_at, node_id, format, method, path, model, is_stream, kind, session_id, trace_id, state)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing
        """;

    // Always in one order, lest two writers wait for each other.
    const string Look = "select transaction_id, event_count, state, is_recovered from transactions where transaction_id = any($1) order by transaction_id for update";
    const string KnownContents = "select content_hash from contents where content_hash = any($1) and used_on >= $2";
    const string KnownItems = "select item_hash from conversation_items where item_hash = any($1) and used_on >= $2";

    internal static async Task<PostgresSight> TakeAsync(NpgsqlConnection connection, IReadOnlyList<EncodedBatch> group, CancellationToken cancellation)
    {
        await using var batch = new PostgresBatch(connection);
        var opened = group.Where(static batch => batch.Rows.Change.Opened is not null && WritePlanner.IsWellFormed(batch.Batch)).Select(static batch => batch.Rows)
            .OrderBy(static rows => rows.TransactionId.Value).ToList();
        if (opened.Count > 0)
            AddOpenings(batch, opened);
        TransactionId[] transactions = [.. group.Select(static batch => batch.Batch.TransactionId).Distinct()];
        batch.Add(Look, Column(transactions, NpgsqlDbType.Uuid, static id => id.Value));
        var day = Value(group.Max(static batch => batch.Rows.UsedOn), NpgsqlDbType.Integer);
        ContentHash[] contents = [.. group.SelectMany(static batch => batch.Rows.Contents).Select(static row => row.Hash).Distinct()];
        ContentHash[] items = [.. group.SelectMany(static batch => batch.Rows.Items).Select(static row => row.Hash).Distinct()];
        if (contents.Length + items.Length > 0)
        {
            batch.Add(KnownContents, Column(contents, NpgsqlDbType.Bytea, static hash => hash.ToArray()), day);
            batch.Add(KnownItems, Column(items, NpgsqlDbType.Bytea, static hash => hash.ToArray()), day.Clone());
        }
        return await ReadAsync(batch, cancellation);
    }

    static void AddOpenings(PostgresBatch batch, List<RowBatch> rows) => batch.Add(Open,
        Column(rows, NpgsqlDbType.Uuid, static row => row.TransactionId.Value),
        Column(rows, NpgsqlDbType.TimestampTz, static row => row.Change.Opened!.OpenedAt.UtcDateTime),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.NodeId),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.Format),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.Method),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.Path),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.Model),
        Column(rows, NpgsqlDbType.Boolean, static row => row.Change.Opened!.IsStream),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.Kind),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.SessionId),
        Column(rows, NpgsqlDbType.Text, static row => row.Change.Opened!.TraceId),
        Column(rows, NpgsqlDbType.Text, static _ => RowWords.Open));

    static async Task<PostgresSight> ReadAsync(PostgresBatch batch, CancellationToken cancellation)
    {
        var sight = new PostgresSight([], [], []);
        await using var reader = await batch.ReadAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var ending = reader.GetString(2) == RowWords.Open ? RecordEnding.Open : reader.GetBoolean(3) ? RecordEnding.Provisional : RecordEnding.Final;
            sight.Tips[new(reader.GetGuid(0))] = new(reader.GetInt32(1), ending);
        }
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            sight.Contents.Add(ContentHash.Read(reader.GetFieldValue<byte[]>(0)));
        await reader.NextResultAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            sight.Items.Add(ContentHash.Read(reader.GetFieldValue<byte[]>(0)));
        return sight;
    }
}
