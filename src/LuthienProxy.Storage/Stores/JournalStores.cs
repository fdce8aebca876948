using LuthienProxy.Storage.Changes;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Stores;

/// <summary>Opens the journal in a database.</summary>
public static class JournalStores
{
    /// <summary>The engine's side of the journal. The database must have the present schema; it stays the caller's, and must outlive the store.</summary>
    public static IJournalStore On(IDatabase database, TimeProvider time, ILoggerFactory logs) => new ChangeKeepingStore(
        database.Engine == DatabaseEngine.Postgres
            ? new PostgresJournalStore(database, new RowCodec(time, logs), new StoreOptions())
            : new SqliteJournalStore(database, new RowCodec(time, logs), new StoreOptions()),
        new ChangeRows(database));
}
