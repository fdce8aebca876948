using System.Buffers;
using System.Text;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>
/// A prepared statement of one connection, kept and used again. Nothing is boxed and nothing is allocated but what is read. Not thread-safe.
/// </summary>
/// <remarks>Parameters are bound in order; each binding is for the next one. <see cref="Run"/> and <see cref="Reset"/> make it ready for the next use.</remarks>
sealed class SqliteStatement : IDisposable
{
    readonly sqlite3 _database;
    readonly sqlite3_stmt _statement;
    int _parameter;

    internal SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    internal SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_parameter, value));
        return this;
    }

    internal SqliteStatement Bind(long? value) => value is { } some ? Bind(some) : BindNull();

    internal SqliteStatement Bind(double? value)
    {
        if (value is not { } some)
            return BindNull();
        Check(raw.sqlite3_bind_double(_statement, ++_parameter, some));
        return this;
    }

    internal SqliteStatement Bind(bool value) => Bind(value ? 1L : 0L);

    /// <summary>Times are microseconds since 1970.</summary>
    internal SqliteStatement Bind(DateTimeOffset value) => Bind(Microseconds(value));

    internal SqliteStatement Bind(string? value)
    {
        if (value is null)
            return BindNull();
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(value.Length));
        var length = Encoding.UTF8.GetBytes(value, bytes);
        var result = raw.sqlite3_bind_text(_statement, ++_parameter, bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        Check(result);
        return this;
    }

    internal SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, ++_parameter, value));
        return this;
    }

    internal SqliteStatement Bind(ReadOnlyMemory<byte>? value) => value is { } some ? Bind(some.Span) : BindNull();

    internal SqliteStatement Bind(TransactionId value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(bytes);
    }

    internal SqliteStatement Bind(ContentHash value)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.Size];
        value.CopyTo(bytes);
        return Bind(bytes);
    }

    internal SqliteStatement Bind(ContentHash? value) => value is { } some ? Bind(some) : BindNull();

    /// <summary>Leaves the next parameter as <see cref="Reset"/> made it: null.</summary>
    internal SqliteStatement BindNull()
    {
        _parameter++;
        return this;
    }

    /// <summary>Runs it to its end.</summary>
    internal void Run()
    {
        try
        {
            if (Step())
                throw new InvalidOperationException("A statement that changes rows answered with one.");
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row; false after the last. <see cref="Reset"/> it then.</summary>
    internal bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            Check(result);
        return false;
    }

    /// <summary>Makes it ready to be bound and run again; what it failed with was said before.</summary>
    internal void Reset()
    {
        _parameter = 0;
        raw.sqlite3_reset(_statement);
        raw.sqlite3_clear_bindings(_statement);
    }

    internal bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    internal long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    internal string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    /// <summary>The column's own bytes: gone with the next step.</summary>
    internal ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    internal DateTimeOffset Time(int column) => DateTimeOffset.UnixEpoch.AddTicks(Integer(column) * TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc/>
    public void Dispose() => _statement.Dispose();

    static long Microseconds(DateTimeOffset value) => (value - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
