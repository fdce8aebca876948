using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace LuthienProxy.Storage.Spool;

/// <summary>
/// How a record lies in a spool file: a mark, its length, a checksum (CRC-32C, RFC 3720) over the file's seed, the length and the payload, then the payload. Little-endian.
/// </summary>
/// <remarks>
/// Mark and checksum depend on a seed that each file draws by chance. So a payload, which holds what strangers sent, cannot hold a record of its own that a
/// search behind a damaged place would take for one of ours.
/// </remarks>
static class SpoolFrame
{
    /// <summary>How much a record takes besides its payload.</summary>
    public const int HeaderBytes = 12;

    /// <summary>Appends a record.</summary>
    public static void Write(MemoryStream frames, ulong seed, ReadOnlySpan<byte> payload)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Mark(seed));
        BinaryPrimitives.WriteInt32LittleEndian(header[4..], payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Checksum(seed, payload));
        frames.Write(header);
        frames.Write(payload);
    }

    /// <summary>Reads a record's header: the payload's length and checksum.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> header, ulong seed, out int length, out uint checksum)
    {
        length = BinaryPrimitives.ReadInt32LittleEndian(header[4..]);
        checksum = BinaryPrimitives.ReadUInt32LittleEndian(header[8..]);
        return BinaryPrimitives.ReadUInt32LittleEndian(header) == Mark(seed) && length > 0;
    }

    /// <summary>What a record of a file with this seed begins with.</summary>
    public static uint Mark(ulong seed) => (uint)(seed >> 32) | 1;

    /// <summary>The checksum of a record.</summary>
    public static uint Checksum(ulong seed, ReadOnlySpan<byte> payload)
    {
        var crc = BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, seed), (uint)payload.Length);
        var words = MemoryMarshal.Cast<byte, ulong>(payload);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in payload[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
