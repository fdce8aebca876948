using System.Data.Common;
using System.Globalization;
using Dapper;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Retention;

/// <summary>
/// Deletes what is older than the journal keeps, over every table, in small commits with rests between them; archives it before, where that is wanted.
/// Whatever a run leaves, the next one finds. For one caller at a time; of nodes that share a server, one sweeps and the others pass.
/// </summary>
sealed class RetentionSweep(IDatabase database, JournalArchive archive, RetentionOptions options, TimeProvider time)
{
    // The letters LUTHKEEP.
    internal const long AdvisoryLock = 0x4C_55_54_48_4B_45_45_50;

    // Pages of 4 KiB that are given back to the file system after a commit.
    const int FreedPages = 1_000;

    /// <summary>Deletes all that is old enough; answers with how many rows of which table.</summary>
    /// <exception cref="DbException">The database cannot. What was done stays.</exception>
    /// <exception cref="IOException">The archive cannot be written. What is not archived is not deleted.</exception>
    public async Task<IReadOnlyDictionary<string, long>> RunAsync(CancellationToken cancellation)
    {
        var deleted = new Dictionary<string, long>();
        if (options.Keep is not { } keep)
            return deleted;
        await using var lease = database.Engine == DatabaseEngine.Postgres ? await database.LeaseAsync(DatabaseAccess.Write, cancellation) : null;
        if (lease is not null && !await ScalarAsync(lease.Connection, $"select pg_try_advisory_lock({AdvisoryLock})", cancellation))
            return deleted;
        try
        {
            var before = time.GetUtcNow() - keep;
            await DeleteTransactionsAsync(before, deleted, cancellation);
            foreach (var (table, sql) in RetainedTables.ByUse)
                await DeleteUnusedAsync(table, sql, before, deleted, cancellation);
        }
        finally
        {
            if (lease is not null)
                await ScalarAsync(lease.Connection, $"select pg_advisory_unlock({AdvisoryLock})", CancellationToken.None);
        }
        return deleted;
    }

    async Task DeleteTransactionsAsync(DateTimeOffset before, Dictionary<string, long> deleted, CancellationToken cancellation)
    {
        var after = new TransactionId(Guid.Empty);
        while (await archive.FindAsync(after, StoredValue.FirstIdAt(before), options.ArchiveTransactions, cancellation) is { Count: > 0 } page)
        {
            after = page[^1];
            var gone = options.ArchiveDirectory is { } directory ? (await archive.ExportAsync(FileOf(directory, page[0]), page, cancellation)).Transactions : page;
            foreach (var ids in gone.Chunk(options.Batch))
            {
                foreach (var (table, rows) in await DeleteAsync(ids, cancellation))
                    Count(deleted, table, rows);
                await RestAsync(cancellation);
            }
        }
    }

    Task<List<(string Table, long Rows)>> DeleteAsync(TransactionId[] transactions, CancellationToken cancellation)
    {
        var ids = new DynamicParameters();
        ids.Add("Ids", StoredValue.Of(database.Engine, transactions));
        return database.WriteAsync(async (connection, stop) =>
        {
            var rows = new List<(string, long)>();
            await using var transaction = await connection.BeginTransactionAsync(stop);
            foreach (var table in RetainedTables.OfTransactions(database.Engine))
                rows.Add((table, await connection.ExecuteAsync(new CommandDefinition(RetainedTables.Delete(table, database.Engine), ids, transaction, cancellationToken: stop))));
            await transaction.CommitAsync(stop);
            return rows;
        }, cancellation);
    }

    async Task DeleteUnusedAsync(string table, string sql, DateTimeOffset before, Dictionary<string, long> deleted, CancellationToken cancellation)
    {
        var values = new { Before = StoredValue.Of(database.Engine, before), BeforeDay = (int)(before - DateTimeOffset.UnixEpoch).TotalDays, options.Batch };
        int rows;
        do
        {
            rows = await database.WriteAsync((connection, stop) => connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: stop)), cancellation);
            Count(deleted, table, rows);
            await RestAsync(cancellation);
        }
        while (rows == options.Batch);
    }

    async Task RestAsync(CancellationToken cancellation)
    {
        if (database.Engine == DatabaseEngine.Sqlite)
            await database.WriteAsync((connection, stop) => connection.ExecuteAsync(new CommandDefinition($"pragma incremental_vacuum({FreedPages})", cancellationToken: stop)), cancellation);
        await Task.Delay(options.Pause, time, cancellation);
    }

    string FileOf(string directory, TransactionId first) =>
        Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"journal-{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss}-{first}.jsonl.gz"));

    static Task<bool> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellation) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(sql, cancellationToken: cancellation));

    static void Count(Dictionary<string, long> deleted, string table, long rows) => deleted[table] = deleted.GetValueOrDefault(table) + rows;
}
