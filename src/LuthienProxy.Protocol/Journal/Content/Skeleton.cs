using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace LuthienProxy.Protocol.Journal.Content;

/// <summary>
/// What remains of JSON when its large values and its messages are kept elsewhere: the bytes in between, and the names of what goes where.
/// </summary>
/// <remarks>
/// The form on record: a version byte (<see cref="Version"/>), then parts to the end. A part begins with a variable-length number (7 bits a byte, low
/// bits first, the top bit set on all bytes but the last), whose two low bits are the part's kind and whose other bits are a count:
/// 0 = that many bytes follow as they are; 1 = the hash of a content follows (32 bytes; the count is 0); 2 = the hash of the last of that many items follows.
/// A skeleton says nothing that cannot be checked: <see cref="TryRead"/> refuses what is cut short or of another form.
/// </remarks>
public static class Skeleton
{
    /// <summary>The form's version, the first byte of every skeleton.</summary>
    public const byte Version = 1;

    const int KindBits = 2;
    const int MaxNumberBytes = 5;

    internal enum Kind
    {
        Literal = 0,
        Content = 1,
        Chain = 2,
    }

    /// <summary>Reads a skeleton; false when it is damaged, or of a version not known here.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> skeleton, [NotNullWhen(true)] out IReadOnlyList<SkeletonPart>? parts)
    {
        parts = null;
        if (skeleton.IsEmpty || skeleton.Span[0] != Version)
            return false;
        var read = new List<SkeletonPart>();
        for (var rest = skeleton[1..]; !rest.IsEmpty;)
        {
            if (ReadPart(ref rest) is not { } part)
                return false;
            read.Add(part);
        }
        parts = read;
        return true;
    }

    internal static void WriteNumber(IBufferWriter<byte> output, Kind kind, int count)
    {
        var value = ((ulong)count << KindBits) | (uint)kind;
        var bytes = output.GetSpan(MaxNumberBytes);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            bytes[length++] = (byte)(value | 0x80);
        bytes[length++] = (byte)value;
        output.Advance(length);
    }

    static SkeletonPart? ReadPart(ref ReadOnlyMemory<byte> rest)
    {
        if (!TryReadNumber(ref rest, out var number))
            return null;
        var count = (int)(number >> KindBits);
        var kind = (Kind)(number & 3);
        var length = kind == Kind.Literal ? count : ContentHash.Size;
        if (length > rest.Length)
            return null;
        var bytes = rest[..length];
        rest = rest[length..];
        return kind switch
        {
            Kind.Literal => new SkeletonPart.Literal(bytes),
            Kind.Content => new SkeletonPart.Value(ContentHash.Read(bytes.Span)),
            Kind.Chain => new SkeletonPart.Chain(count, ContentHash.Read(bytes.Span)),
            _ => null,
        };
    }

    static bool TryReadNumber(ref ReadOnlyMemory<byte> rest, out ulong number)
    {
        number = 0;
        var bytes = rest.Span;
        for (var at = 0; at < Math.Min(bytes.Length, MaxNumberBytes); at++)
        {
            number |= (ulong)(bytes[at] & 0x7F) << (7 * at);
            if (bytes[at] >= 0x80)
                continue;
            rest = rest[(at + 1)..];
            // A count is an int.
            return number >> KindBits <= int.MaxValue;
        }
        return false;
    }
}
