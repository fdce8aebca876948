using System.Buffers.Binary;
using System.Runtime.InteropServices;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>A stretch of ids, which is a stretch of time: ids are UUIDs of version 7.</summary>
/// <param name="From">The first id that belongs to it.</param>
/// <param name="Before">The first that no longer does.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct IdRange(TransactionId From, TransactionId Before)
{
    // The 48 bits for the time; what lies beyond is no time that a call has.
    const long MaxMilliseconds = (1L << 48) - 1;

    /// <summary>All ids.</summary>
    internal static IdRange All { get; } = new(new(Guid.Empty), new(Guid.AllBitsSet));

    /// <summary>The ids of a stretch of time, to the millisecond; null is open.</summary>
    internal static IdRange Of(DateTimeOffset? from, DateTimeOffset? to) => new(from is { } begin ? At(begin) : All.From, to is { } end ? At(end) : All.Before);

    /// <summary>Whether nothing can be in it.</summary>
    internal bool IsEmpty => Compare(From, Before) >= 0;

    /// <summary>What of it lies before an id.</summary>
    internal IdRange Until(TransactionId before) => Compare(before, Before) < 0 ? this with { Before = before } : this;

    /// <summary>The order of both engines: by bytes, as .NET compares too.</summary>
    internal static int Compare(TransactionId left, TransactionId right) => left.Value.CompareTo(right.Value);

    // The least id of the millisecond.
    static TransactionId At(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        BinaryPrimitives.WriteInt64BigEndian(bytes, Math.Clamp(time.ToUnixTimeMilliseconds(), 0, MaxMilliseconds) << 16);
        return new(new Guid(bytes, bigEndian: true));
    }
}
