using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Paging;

/// <summary>
/// Where a page begins: a place in an order, not a count. Opaque to callers; what is garbled, or was given out for another list or filter, is refused.
/// </summary>
static class PageCursor
{
    // Raised when the form changes: old cursors are then refused and not misread.
    const byte Version = 1;
    const int CheckBytes = 8;
    const int MaxChars = 1_024;

    /// <summary>The cursor of a call in the list that <paramref name="list"/> names, filter included.</summary>
    internal static string Write(string list, TransactionId id)
    {
        Span<byte> place = stackalloc byte[16];
        id.Value.TryWriteBytes(place, bigEndian: true, out _);
        return Write(list, place);
    }

    /// <summary>Reads such a cursor.</summary>
    internal static bool TryRead(string list, string cursor, out TransactionId id)
    {
        var isRead = TryRead(list, cursor, out byte[] place) && place.Length == 16;
        id = isRead ? new(new Guid(place, bigEndian: true)) : default;
        return isRead;
    }

    /// <summary>The cursor of a session.</summary>
    internal static string Write(string list, DateTimeOffset lastAt, string sessionId)
    {
        var place = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(sessionId)];
        BinaryPrimitives.WriteInt64BigEndian(place, lastAt.UtcTicks);
        Encoding.UTF8.GetBytes(sessionId, place.AsSpan(sizeof(long)));
        return Write(list, place);
    }

    /// <summary>Reads such a cursor.</summary>
    internal static bool TryRead(string list, string cursor, out DateTimeOffset lastAt, out string sessionId)
    {
        var isRead = TryRead(list, cursor, out byte[] place) && place.Length > sizeof(long);
        lastAt = isRead ? new(BinaryPrimitives.ReadInt64BigEndian(place), TimeSpan.Zero) : default;
        sessionId = isRead ? Encoding.UTF8.GetString(place.AsSpan(sizeof(long))) : "";
        return isRead;
    }

    static string Write(string list, ReadOnlySpan<byte> place)
    {
        var bytes = new byte[1 + CheckBytes + place.Length];
        bytes[0] = Version;
        Check(list, place).CopyTo(bytes.AsSpan(1));
        place.CopyTo(bytes.AsSpan(1 + CheckBytes));
        return Base64Url.EncodeToString(bytes);
    }

    static bool TryRead(string list, string cursor, out byte[] place)
    {
        place = [];
        if (cursor.Length > MaxChars || !Base64Url.IsValid(cursor))
            return false;
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= 1 + CheckBytes || bytes[0] != Version)
            return false;
        place = bytes[(1 + CheckBytes)..];
        return Check(list, place).AsSpan().SequenceEqual(bytes.AsSpan(1, CheckBytes));
    }

    static byte[] Check(string list, ReadOnlySpan<byte> place)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(list));
        hash.AppendData([0]);
        hash.AppendData(place);
        return hash.GetHashAndReset()[..CheckBytes];
    }
}
