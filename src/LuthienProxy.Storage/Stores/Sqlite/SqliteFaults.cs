using LuthienProxy.Storage.Databases;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>What the library's failures mean.</summary>
static class SqliteFaults
{
    internal static StoreFault? Of(Exception failure) => failure switch
    {
        SqliteException library => OfCode(library.SqliteErrorCode),
        PoolExhaustedException => StoreFault.Busy,
        TimeoutException or IOException => StoreFault.Unavailable,
        _ => null,
    };

    internal static bool IsUnstorable(Exception failure) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_TOOBIG or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH };

    static StoreFault OfCode(int code) => code switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_NOMEM => StoreFault.Busy,
        raw.SQLITE_FULL => StoreFault.Full,
        raw.SQLITE_CANTOPEN or raw.SQLITE_PROTOCOL => StoreFault.Unavailable,
        _ => StoreFault.Broken,
    };
}
