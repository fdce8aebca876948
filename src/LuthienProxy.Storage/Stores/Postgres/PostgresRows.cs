using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Search;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;
using NpgsqlTypes;
using static LuthienProxy.Storage.Stores.Postgres.PostgresBatch;

namespace LuthienProxy.Storage.Stores.Postgres;

/// <summary>The statements that write the rows of one write, each for any number of rows, and their order.</summary>
static class PostgresRows
{
    // The conflict is one with a writer that was faster, or with a row that was last used on another day.
    const string AddContents = """
        insert into contents (content_hash, size, encoding, body, used_on) select *, $5::integer from unnest($1, $2, $3, $4)
        on conflict (content_hash) do update set used_on = excluded.used_on where contents.used_on < excluded.used_on
        """;

    const string AddItems = """
        insert into conversation_items (item_hash, parent_hash, depth, skeleton, used_on) select *, $5::integer from unnest($1, $2, $3, $4)
        on conflict (item_hash) do update set used_on = excluded.used_on where conversation_items.used_on < excluded.used_on
        """;

    const string RemoveEvents = "delete from transaction_events e using unnest($1, $2) u (transaction_id, sequence) where e.transaction_id = u.transaction_id and e.sequence = u.sequence";
    const string AddEvents = "insert into transaction_events (transaction_id, sequence, type, created_at, data, body) select * from unnest($1, $2, $3, $4, $5, $6)";

    const string WidenSessions = """
        insert into sessions (session_id, first_at, last_at) select * from unnest($1, $2, $3)
        on conflict (session_id) do update set first_at = least(sessions.first_at, excluded.first_at), last_at = greatest(sessions.last_at, excluded.last_at)
        """;

    // A title that the agent asked for wins, the last of them; the first words of the first turn serve until then.
    const string NameSessions = """
        update sessions s set title = n.title
        from (
            select distinct on (t.session_id) t.session_id, u.title, u.wins
            from unnest($1, $2, $3, $4) with ordinality u (transaction_id, title, kind, wins, place)
            join transactions t on t.transaction_id = u.transaction_id and t.kind = u.kind
            order by t.session_id, u.wins desc, case when u.wins then -u.place else u.place end
        ) n
        where s.session_id = n.session_id and (n.wins or s.title is null)
        """;

    const string AddSearch = """
        insert into search_documents (transaction_id, document) select u.transaction_id, to_tsvector('simple', u.document) from unnest($1, $2) u (transaction_id, document)
        on conflict (transaction_id) do update set document = search_documents.document || excluded.document
        """;

    internal static void Add(PostgresBatch batch, RowGroup rows, PostgresSight known)
    {
        AddUsed(batch, rows, known);
        List<RowChange> reopened = [.. rows.Changes.Where(static change => change.Reopened is not null)];
        if (reopened.Count > 0)
            batch.Add(RemoveEvents, Column(reopened, NpgsqlDbType.Uuid, static row => row.TransactionId.Value), Column(reopened, NpgsqlDbType.Integer, static row => row.Reopened!.Value));
        batch.Add(AddEvents,
            Column(rows.Events, NpgsqlDbType.Uuid, static row => row.TransactionId.Value),
            Column(rows.Events, NpgsqlDbType.Integer, static row => row.Sequence),
            Column(rows.Events, NpgsqlDbType.Text, static row => row.Type),
            Column(rows.Events, NpgsqlDbType.TimestampTz, static row => row.CreatedAt.UtcDateTime),
            Column(rows.Events, NpgsqlDbType.Jsonb, static row => row.Data),
            Column(rows.Events, NpgsqlDbType.Bytea, static row => row.Body));
        PostgresTransactions.Add(batch, rows);
        AddSessions(batch, rows);
        List<RowChange> found = [.. rows.Changes.Where(static change => change.SearchText is not null)];
        if (found.Count > 0)
            batch.Add(AddSearch, Column(found, NpgsqlDbType.Uuid, static row => row.TransactionId.Value), Column(found, NpgsqlDbType.Text, static row => SearchWords.Normalize(row.SearchText!)));
    }

    // In the order of their hashes: two writers with the same rows would else wait for each other.
    static void AddUsed(PostgresBatch batch, RowGroup rows, PostgresSight known)
    {
        List<ContentRow> contents = [.. rows.Contents.Where(row => !known.Contents.Contains(row.Hash)).OrderBy(static row => row.Hash.High)];
        List<ItemRow> items = [.. rows.Items.Where(row => !known.Items.Contains(row.Hash)).OrderBy(static row => row.Hash.High)];
        if (contents.Count > 0)
        {
            batch.Add(AddContents,
                Column(contents, NpgsqlDbType.Bytea, static row => row.Hash.ToArray()),
                Column(contents, NpgsqlDbType.Integer, static row => row.Size),
                Column(contents, NpgsqlDbType.Smallint, static row => row.Encoding),
                Column(contents, NpgsqlDbType.Bytea, static row => row.Body),
                Value(rows.UsedOn, NpgsqlDbType.Integer));
        }
        if (items.Count > 0)
        {
            batch.Add(AddItems,
                Column(items, NpgsqlDbType.Bytea, static row => row.Hash.ToArray()),
                Column(items, NpgsqlDbType.Bytea, static row => row.Parent?.ToArray()),
                Column(items, NpgsqlDbType.Integer, static row => row.Depth),
                Column(items, NpgsqlDbType.Bytea, static row => row.Skeleton),
                Value(rows.UsedOn, NpgsqlDbType.Integer));
        }
    }

    static void AddSessions(PostgresBatch batch, RowGroup rows)
    {
        List<SessionSpan> sessions = [.. rows.Sessions.OrderBy(static session => session.SessionId, StringComparer.Ordinal)];
        if (sessions.Count > 0)
        {
            batch.Add(WidenSessions,
                Column(sessions, NpgsqlDbType.Text, static row => row.SessionId),
                Column(sessions, NpgsqlDbType.TimestampTz, static row => row.First.UtcDateTime),
                Column(sessions, NpgsqlDbType.TimestampTz, static row => row.Last.UtcDateTime));
        }
        if (rows.Titles.Count > 0)
        {
            batch.Add(NameSessions,
                Column(rows.Titles, NpgsqlDbType.Uuid, static row => row.TransactionId.Value),
                Column(rows.Titles, NpgsqlDbType.Text, static row => row.Title.Title),
                Column(rows.Titles, NpgsqlDbType.Text, static row => RowWords.OfKind(row.Title.Kind)),
                Column(rows.Titles, NpgsqlDbType.Boolean, static row => row.Title.Kind is CallKind.Title));
        }
    }
}
