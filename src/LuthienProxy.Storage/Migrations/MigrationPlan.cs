namespace LuthienProxy.Storage.Migrations;

/// <summary>What stands in a database against what the program carries.</summary>
static class MigrationPlan
{
    /// <summary>The first migration that is missing; null when the schema is up to date.</summary>
    /// <exception cref="MigrationRefusedException">What was applied is not the beginning of what the program carries.</exception>
    public static Migration? Next(IReadOnlyList<Migration> carried, IReadOnlyList<AppliedMigration> applied)
    {
        foreach (var (migration, row) in carried.Zip(applied.OrderBy(row => row.Number)))
            Check(migration, row);
        if (applied.Count > carried.Count)
            throw new MigrationRefusedException(
                $"The database's schema is at {applied.Max(row => row.Number):0000}, this program's at {carried.Count:0000}: a newer version has used the database. Start that version, or restore a backup.");
        return carried.Skip(applied.Count).FirstOrDefault();
    }

    static void Check(Migration migration, AppliedMigration row)
    {
        if (row.Number != migration.Number)
            throw new MigrationRefusedException(
                $"The database has migration {row.Number:0000}_{row.Name} where {migration.File} should stand: it was made by another program, or migrations were renumbered.");
        if (row.Name != migration.Name || row.Checksum != migration.Checksum)
            throw new MigrationRefusedException(
                $"{migration.File} differs from what the database was made with ({row.Number:0000}_{row.Name}, SHA-256 {row.Checksum}). A migration that was applied must not be edited: restore it, and write what is new as a further one.");
    }
}
