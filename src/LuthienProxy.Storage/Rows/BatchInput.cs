using System.Buffers.Binary;
using System.Text;

namespace LuthienProxy.Storage.Rows;

/// <summary>Reads the bytes of a batch; once they do not fit, it is broken, and gives nothing more.</summary>
sealed class BatchInput(ReadOnlyMemory<byte> bytes)
{
    ReadOnlyMemory<byte> _rest = bytes;

    public bool IsBroken { get; private set; }

    public bool IsAtEnd => _rest.IsEmpty;

    public byte Byte() => Take(1) is { Length: 1 } one ? one.Span[0] : (byte)0;

    public ReadOnlyMemory<byte> Take(int length)
    {
        if (IsBroken || length < 0 || length > _rest.Length)
        {
            IsBroken = true;
            return default;
        }
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    public int Number()
    {
        uint number = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var part = Byte();
            number |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
                return (int)number;
        }
        IsBroken = true;
        return 0;
    }

    public DateTimeOffset? Time() =>
        Take(8) is { Length: 8 } taken && BinaryPrimitives.ReadInt64BigEndian(taken.Span) is >= 0 and var ticks && ticks <= DateTimeOffset.MaxValue.Ticks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : null;

    public ReadOnlyMemory<byte>? Bytes() => Number() is > 0 and var length ? Take(length - 1) : null;

    public string? Text() => Bytes() is { } text ? Encoding.UTF8.GetString(text.Span) : null;
}
