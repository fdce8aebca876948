using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>Writes a table of rows that are kept once, by their hash, and say on which day they were last used.</summary>
sealed class SqliteUsedRows(Func<string, SqliteStatement> prepare, string table, string key, string others, int columns)
{
    readonly SqliteStatement _usedOn = prepare($"select used_on from {table} where {key} = ?");
    readonly SqliteStatement _use = prepare($"update {table} set used_on = ? where {key} = ?");
    readonly SqliteStatement _add = prepare($"insert into {table} ({key}, used_on, {others}) values (?, ?{string.Concat(Enumerable.Repeat(", ?", columns))})");

    /// <summary>Sees to it that the row is there and counts as used on the day. A row used today costs one look.</summary>
    internal void Write<T>(ContentHash hash, int day, T row, Func<SqliteStatement, T, SqliteStatement> bind)
    {
        _usedOn.Bind(hash);
        int? usedOn = _usedOn.Step() ? (int)_usedOn.Integer(0) : null;
        _usedOn.Reset();
        if (usedOn is null)
            bind(_add.Bind(hash).Bind(day), row).Run();
        else if (usedOn < day)
            _use.Bind(day).Bind(hash).Run();
    }
}
