using System.Diagnostics;

namespace LuthienProxy.Storage.Databases;

/// <summary>Opens the database that the options name.</summary>
public static class Database
{
    /// <inheritdoc cref="SqliteDatabase(StorageOptions, DatabaseUrl.Sqlite, TimeProvider)"/>
    public static IDatabase Open(StorageOptions options, TimeProvider time) => options.Url switch
    {
        DatabaseUrl.Postgres url => new PostgresDatabase(options, url, time),
        DatabaseUrl.Sqlite url => new SqliteDatabase(options, url, time),
        _ => throw new UnreachableException(),
    };
}
