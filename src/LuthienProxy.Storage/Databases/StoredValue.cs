using System.Buffers.Binary;
using System.Diagnostics;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Databases;

/// <summary>Values as each engine's columns hold them: PostgreSQL has types for them, SQLite gets microseconds since 1970 and big-endian bytes.</summary>
static class StoredValue
{
    const int IdLength = 16;

    /// <summary>A time as a parameter.</summary>
    public static object Of(DatabaseEngine engine, DateTimeOffset time) => engine switch
    {
        DatabaseEngine.Postgres => time.ToUniversalTime(),
        DatabaseEngine.Sqlite => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
        _ => throw new UnreachableException(),
    };

    /// <summary>A transaction's id as a parameter.</summary>
    public static object Of(DatabaseEngine engine, TransactionId id) => engine switch
    {
        DatabaseEngine.Postgres => id.Value,
        DatabaseEngine.Sqlite => id.Value.ToByteArray(bigEndian: true),
        _ => throw new UnreachableException(),
    };

    /// <summary>Transactions' ids as one parameter of <c>in</c>.</summary>
    public static object Of(DatabaseEngine engine, IEnumerable<TransactionId> ids) => engine switch
    {
        DatabaseEngine.Postgres => ids.Select(id => id.Value).ToArray(),
        DatabaseEngine.Sqlite => ids.Select(id => id.Value.ToByteArray(bigEndian: true)).ToArray(),
        _ => throw new UnreachableException(),
    };

    /// <summary>A time as it was read.</summary>
    public static DateTimeOffset Time(object value) => value switch
    {
        DateTime time => new DateTimeOffset(time, TimeSpan.Zero),
        long microseconds => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond),
        _ => throw new UnreachableException(),
    };

    /// <summary>A transaction's id as it was read.</summary>
    public static TransactionId Id(object value) => value switch
    {
        Guid id => new TransactionId(id),
        byte[] { Length: IdLength } bytes => new TransactionId(new Guid(bytes, bigEndian: true)),
        _ => throw new UnreachableException(),
    };

    /// <summary>The smallest id that a transaction of this time or later can have: a UUID of version 7 begins with its milliseconds since 1970.</summary>
    public static TransactionId FirstIdAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[IdLength];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.ToUnixTimeMilliseconds() << 16);
        return new TransactionId(new Guid(bytes, bigEndian: true));
    }
}
