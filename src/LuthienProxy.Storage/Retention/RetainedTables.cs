using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Retention;

/// <summary>Every table of the schema, and what age does to it. A test compares this with the catalog.</summary>
static class RetainedTables
{
    /// <summary>Tables whose rows go with their transaction; transactions last, so that a run that was cut off finds the rest again.</summary>
    public static IReadOnlyList<string> OfTransactions(DatabaseEngine engine) => engine == DatabaseEngine.Sqlite
        ? ["transaction_events", "search_texts", "search_documents", "transactions"]
        : ["transaction_events", "search_documents", "transactions"];

    /// <summary>Tables whose rows go when nothing that is kept needs them any more, each with the statement that deletes a batch of them.</summary>
    public static IReadOnlyDictionary<string, string> ByUse { get; } = new Dictionary<string, string>
    {
        ["sessions"] = """
            delete from sessions where session_id in (
                select s.session_id from sessions s
                where s.last_at < @Before and not exists (select 1 from transactions t where t.session_id is not null and t.session_id = s.session_id)
                limit @Batch)
            """,
        ["contents"] = "delete from contents where content_hash in (select content_hash from contents where used_on < @BeforeDay limit @Batch)",
        ["conversation_items"] = "delete from conversation_items where item_hash in (select item_hash from conversation_items where used_on < @BeforeDay limit @Batch)",
        ["gateway_nodes"] = """
            delete from gateway_nodes where node_id in (
                select n.node_id from gateway_nodes n
                where coalesce(n.stopped_at, n.heartbeat_at) < @Before and not exists (select 1 from transactions t where t.node_id = n.node_id and t.ended_at is null)
                limit @Batch)
            """,
    };

    /// <summary>Tables that age does not touch, and why.</summary>
    public static IReadOnlyDictionary<string, string> Kept { get; } = new Dictionary<string, string>
    {
        ["schema_migrations"] = "What the schema was made of: a handful of rows for ever.",
        ["policy_config"] = "Configuration, not record: people delete what they do not want.",
        ["admin_changes"] = "As policy_history: who changed the running gateway, and what became of it.",
        ["policy_history"] = "Who changed what is enforced must be answerable for as long as the database exists; people make few such rows.",
    };

    /// <summary>The statement that deletes what belongs to given transactions from one of <see cref="OfTransactions"/>.</summary>
    public static string Delete(string table, DatabaseEngine engine) => (table, engine) switch
    {
        (_, DatabaseEngine.Postgres) => $"delete from {table} where transaction_id = any(@Ids)",
        ("search_documents", _) => "delete from search_documents where rowid in (select row_id from transactions where transaction_id in @Ids)",
        _ => $"delete from {table} where transaction_id in @Ids",
    };
}
