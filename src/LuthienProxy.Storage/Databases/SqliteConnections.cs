using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LuthienProxy.Storage.Databases;

/// <summary>Opens the embedded database's connections, each with the same few pragmas.</summary>
static class SqliteConnections
{
    /// <summary>Opens the connection that writes, and makes the file a write-ahead-logged database first.</summary>
    public static SqliteConnection OpenWriter(string path, StorageOptions options)
    {
        SqliteFile.Prepare(path);
        // auto_vacuum must be chosen before the first table: with it, retention can give pages back to the disk bit by bit.
        return Open(path, SqliteOpenMode.ReadWriteCreate, options, $"""
            pragma auto_vacuum = incremental;
            pragma journal_mode = wal;
            pragma synchronous = {(options.IsDurable ? "full" : "normal")};
            pragma journal_size_limit = {64L << 20};
            """);
    }

    /// <summary>Opens a connection that reads what is committed while another writes.</summary>
    public static SqliteConnection OpenReader(string path, StorageOptions options) => Open(path, SqliteOpenMode.ReadOnly, options, "pragma query_only = on;");

    /// <summary>Rolls back what a user of the connection has left open, so that the next one finds it as new.</summary>
    public static void Reset(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
            Execute(connection, "rollback");
    }

    static SqliteConnection Open(string path, SqliteOpenMode mode, StorageOptions options, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(path),
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = Math.Max(1, (int)options.Sqlite.BusyTimeout.TotalSeconds),
        }.ConnectionString);
        var isOpen = false;
        try
        {
            connection.Open();
            Execute(connection, $"""
                pragma busy_timeout = {(int)options.Sqlite.BusyTimeout.TotalMilliseconds};
                {pragmas}
                pragma temp_store = memory;
                pragma cache_size = -{options.Sqlite.Cache >> 10};
                pragma mmap_size = {options.Sqlite.Mmap};
                """);
            isOpen = true;
            return connection;
        }
        finally
        {
            if (!isOpen)
                connection.Dispose();
        }
    }

    static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
