using System.Data.Common;
using Dapper;
using LuthienProxy.Storage.Databases;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Migrations;

/// <summary>
/// Brings a database's schema up to date: what is missing is applied in order, each migration and its row in one transaction, under a lock that all nodes
/// respect. Run at start, before anything else uses the database; any number of nodes may do so at once.
/// </summary>
public sealed class Migrator(IDatabase database, IReadOnlyList<Migration> migrations, TimeProvider time, ILogger log)
{
    // Any number will do as long as nobody else takes it: these are the letters LUTHIEN.
    const long AdvisoryLock = 0x4C_55_54_48_49_45_4E;

    /// <summary>Applies what is missing; answers with it.</summary>
    /// <exception cref="MigrationRefusedException">The schema is another program's, a newer one's, or made by a file that has been edited since.</exception>
    /// <exception cref="TimeoutException">It took longer than <see cref="StorageOptions.MigrationTimeout"/>; what was finished stays.</exception>
    /// <exception cref="DbException">The database cannot be reached, or refuses.</exception>
    public async Task<IReadOnlyList<Migration>> RunAsync(CancellationToken cancellation)
    {
        var applied = new List<Migration>();
        while (await database.RunAsync(DatabaseAccess.Write, database.Options.MigrationTimeout, StepAsync, cancellation) is { } migration)
        {
            MigrationLog.Applied(log, migration.File);
            applied.Add(migration);
        }
        MigrationLog.UpToDate(log, migrations[^1].Number);
        return applied;
    }

    async Task<Migration?> StepAsync(DbConnection connection, CancellationToken cancellation)
    {
        // With SQLite the transaction itself is the lock: it begins by taking the right to write.
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (database.Engine == DatabaseEngine.Postgres)
            await ExecuteAsync($"select pg_advisory_xact_lock({AdvisoryLock})");
        // Asked first: a role that may not create tables can start once somebody has.
        if (!await connection.ExecuteScalarAsync<bool>(Command(ExistsSql)))
            await ExecuteAsync(CreateSql);
        var applied = await connection.QueryAsync<AppliedMigration>(Command("select number, name, checksum from schema_migrations"));
        var next = MigrationPlan.Next(migrations, [.. applied]);
        if (next is null)
            return null;
        await ExecuteAsync(next.Sql);
        await connection.ExecuteAsync(Command("insert into schema_migrations (number, name, checksum, applied_at) values (@Number, @Name, @Checksum, @At)",
            new { next.Number, next.Name, next.Checksum, At = StoredValue.Of(database.Engine, time.GetUtcNow()) }));
        await transaction.CommitAsync(cancellation);
        return next;

        Task ExecuteAsync(string sql) => connection.ExecuteAsync(Command(sql));

        CommandDefinition Command(string sql, object? values = null) =>
            new(sql, values, transaction, (int)Math.Ceiling(database.Options.MigrationTimeout.TotalSeconds), cancellationToken: cancellation);
    }

    string ExistsSql => database.Engine == DatabaseEngine.Postgres
        ? "select to_regclass('schema_migrations') is not null"
        : "select count(*) from sqlite_master where type = 'table' and name = 'schema_migrations'";

    string CreateSql => $"""
        create table schema_migrations (
            number     integer not null primary key,
            name       text    not null,
            checksum   text    not null,
            applied_at {(database.Engine == DatabaseEngine.Postgres ? "timestamptz" : "integer")} not null
        )
        """;
}
